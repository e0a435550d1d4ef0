using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>One kind of store, empty, for one run. A store that is added to the library is added here.</summary>
internal abstract class StoreUnderCheck : IAsyncDisposable
{
    public abstract CacheStore Store { get; }

    /// <summary>Lets time go by in the store, while nobody writes: entries expire, and so do the leases of writers that are gone.</summary>
    /// <returns>False when its time is not the checker's to turn.</returns>
    public abstract bool TryAdvance(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
