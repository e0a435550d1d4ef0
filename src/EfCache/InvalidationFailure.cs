namespace EfCache;

/// <summary>What a write does when the cache's store can't be told of it.</summary>
public enum InvalidationFailure
{
    /// <summary>
    /// The write goes through; the invalidation is kept and said again when the store is back. Others may read older
    /// rows until then, for at most the entries' time to live. The default.
    /// </summary>
    BestEffort,

    /// <summary>The write fails before its commit, and nothing is written.</summary>
    Strict,
}
