using System.Text;
using EfCache.Storage;

namespace EfCache.Query;

/// <summary>The names of reasons in metrics and messages: snake case, made once.</summary>
internal static class ReasonNames
{
    private static readonly string[] Misses = [.. Enum.GetNames<MissReason>().Select(ToSnakeCase)];
    private static readonly string[] Bypasses = [.. Enum.GetNames<BypassReason>().Select(ToSnakeCase)];

    public static string ToMetric(this MissReason reason) => Misses[(int)reason];

    public static string ToMetric(this BypassReason reason) => Bypasses[(int)reason];

    private static string ToSnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
