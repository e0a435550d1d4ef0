using EfCache.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Before a connection is opened: the default.</summary>
public sealed class EarlyDoor : IDoor
{
    public static bool RunsInterceptors => false;

    public static void Choose(SecondLevelCacheOptionsBuilder cache) { }
}
