using EfCache.Storage;

namespace EfCache.Query;

/// <summary>
/// What the lookup came to: a result (from the store, or from another's read that was under way), or a read of the database
/// that may store its result, or neither: a read that stores nothing.
/// </summary>
internal readonly record struct Answer
{
    public CachedResult? Result { get; private init; }

    public Miss? Miss { get; private init; }

    public static Answer Uncached => default;

    public static Answer Of(CachedResult result) => new() { Result = result };

    public static Answer Of(Miss miss) => new() { Miss = miss };
}
