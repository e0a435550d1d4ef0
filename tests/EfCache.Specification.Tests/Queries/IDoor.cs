using EfCache.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Where in EF Core's pipeline queries are looked up.</summary>
public interface IDoor
{
    /// <summary>Whether hits run command interceptors, and open a connection for that.</summary>
    static abstract bool RunsInterceptors { get; }

    static abstract void Choose(SecondLevelCacheOptionsBuilder cache);
}
