namespace EfCache.Storage;

/// <summary>The answer to a lookup: a hit with its result, or a miss with its reason.</summary>
internal readonly struct CacheLookup
{
    private CacheLookup(CachedResult? result, MissReason reason, object? seen)
    {
        Result = result;
        Reason = reason;
        Seen = seen;
    }

    /// <summary>The rows, on a hit; else null.</summary>
    public CachedResult? Result { get; }

    public MissReason Reason { get; }

    /// <summary>What the store saw of the tags' cells, for the ticket; its own business.</summary>
    public object? Seen { get; }

    public static CacheLookup Hit(CachedResult result) => new(result, MissReason.None, null);

    public static CacheLookup Miss(MissReason reason, object? seen = null) => new(null, reason, seen);
}
