using EfCache.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Among the command interceptors.</summary>
public sealed class PortableDoor : IDoor
{
    public static bool RunsInterceptors => true;

    public static void Choose(SecondLevelCacheOptionsBuilder cache) => cache.RunCommandInterceptorsOnHits();
}
