namespace EfCache.Storage;

/// <summary>
/// What a query asks of the store: its whole key, and the tags that its result depends on. The key determines the
/// tags: two requests with equal keys have equal tags.
/// </summary>
/// <remarks>
/// A request is reused from query to query by its owner. A store that keeps the key or the tags beyond the call copies
/// the first and may hold on to the second.
/// </remarks>
internal abstract class CacheRequest
{
    /// <summary>
    /// The key, whole, not hashed. A store either compares it whole on a hit or identifies entries by a
    /// collision-resistant hash of it.
    /// </summary>
    public abstract ReadOnlySpan<byte> Key { get; }

    /// <summary>The tags, without duplicates, made on first use: a store that finds stamps with the entry never asks.</summary>
    public abstract IReadOnlyList<Tag> Tags { get; }

    /// <summary>
    /// The type that the query reads each column as, for a store that has to make values out of bytes: null where the query does
    /// not know, empty if it knows of none.
    /// </summary>
    public abstract ReadOnlySpan<Type?> ValueTypes { get; }
}
