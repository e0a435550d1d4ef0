using EfCache.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Where in EF Core's pipeline queries are looked up.</summary>
public interface IDoor
{
    /// <summary>Whether hits run command interceptors, and open a connection for that.</summary>
    static abstract bool RunsInterceptors { get; }

    /// <summary>The test's store, or one on a server that stands for it.</summary>
    static virtual void UseStore(SecondLevelCacheOptionsBuilder cache, InProcessStore own) =>
        cache.UseInProcessStore(own);

    /// <summary>How many entries the test's store has, or the one that stands for it.</summary>
    static virtual int CountEntries(InProcessStore own) => own.Count;

    static abstract void Choose(SecondLevelCacheOptionsBuilder cache);
}
