using EfCache.Storage;

namespace EfCache.Query;

/// <summary>The names of reasons in metrics and messages, made once.</summary>
internal static class ReasonNames
{
    private static readonly string[] Misses = SnakeCase.NamesOf<MissReason>();
    private static readonly string[] Bypasses = SnakeCase.NamesOf<BypassReason>();

    public static string ToMetric(this MissReason reason) => Misses[(int)reason];

    public static string ToMetric(this BypassReason reason) => Bypasses[(int)reason];
}
