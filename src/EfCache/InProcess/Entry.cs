using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>One query's result, and what it depends on.</summary>
internal class Entry
{
    private const int MaxHits = 3;

    private readonly Dependency[] _dependencies;
    private readonly long _expiresAt;
    private readonly long _sliding;
    private CachedResult? _result;
    private long _lastHit;
    private int _hits;

    public Entry(byte[] key, Dependency[] dependencies, CachedResult result, long now, long expiresAt, long sliding)
    {
        Key = key;
        Hash = KeyComparer.Instance.Hash(key);
        Size = SizeOf(key, dependencies.Length, result);
        _dependencies = dependencies;
        _result = result;
        _expiresAt = expiresAt;
        _sliding = sliding;
        _lastHit = now;
    }

    public byte[] Key { get; }

    public ulong Hash { get; }

    /// <summary>What it takes in memory, in bytes: the result, the key, and its places in the dictionary and a queue.</summary>
    public long Size { get; }

    /// <summary>The rows; null once the entry was removed, which a queue may learn later.</summary>
    public CachedResult? Result => Volatile.Read(ref _result);

    public bool IsRemoved => Result is null;

    public ReadOnlySpan<Dependency> Dependencies => _dependencies;

    /// <summary>How often it was hit since it was last looked at for eviction, counted up to 3.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether it has left the small queue for the main one.</summary>
    public bool IsInMain { get; set; }

    public static long SizeOf(byte[] key, int dependencies, CachedResult result) =>
        result.Size + key.Length + 240 + (16L * dependencies);

    /// <summary>Rule 1: what stands against serving it, if anything.</summary>
    public MissReason Check(long now)
    {
        if (now >= _expiresAt || (_sliding > 0 && now - Volatile.Read(ref _lastHit) >= _sliding))
        {
            return MissReason.Expired;
        }

        foreach (ref readonly var dependency in _dependencies.AsSpan())
        {
            if (!dependency.IsCurrent)
            {
                return MissReason.Invalidated;
            }
        }

        return MissReason.None;
    }

    /// <summary>Counts a hit. Two at once may count as one: the counter is a hint, not worth a locked instruction.</summary>
    public void Touch(long now)
    {
        var hits = _hits;
        if (hits < MaxHits)
        {
            _hits = hits + 1;
        }

        if (_sliding > 0)
        {
            Volatile.Write(ref _lastHit, now);
        }
    }

    /// <summary>Takes a hit back, in exchange for another round in the main queue.</summary>
    public void SpendHit() => _hits--;

    public void ForgetHits() => _hits = 0;

    /// <summary>Lets go of the rows at once: the entry itself may wait in a queue for a while.</summary>
    public virtual void Drop() => Volatile.Write(ref _result, null);
}
