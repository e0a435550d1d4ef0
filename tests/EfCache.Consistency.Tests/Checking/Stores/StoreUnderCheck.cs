using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>One kind of store, empty, for one run. A store that is added to the library is added here.</summary>
internal abstract class StoreUnderCheck : IAsyncDisposable
{
    /// <summary>
    /// The store as each of several processes has it, with a connection of its own: what is written through one must be seen by who
    /// reads through another. A store that lives in its process is one.
    /// </summary>
    public abstract IReadOnlyList<CacheStore> Instances { get; }

    /// <summary>Lets time go by in the store, while nobody writes: entries expire, and so do the leases of writers that are gone.</summary>
    public abstract Task AdvanceAsync(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
