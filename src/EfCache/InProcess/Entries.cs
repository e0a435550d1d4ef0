using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>The entries by key, what they take, and what became of those that are gone.</summary>
/// <remarks>
/// The dictionary decides: whoever takes an entry out of it, and only that thread, gives back what the entry held.
/// </remarks>
internal sealed class Entries
{
    private const int MinRemovedBeforeCompaction = 256;

    private static readonly string[] ReasonNames = SnakeCase.NamesOf<EvictionReason>();

    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _byKey;
    private readonly Cells _cells;
    private readonly EntryQueues _queues;
    private readonly long _sizeLimit;
    private readonly long[] _evictions = new long[Enum.GetValues<EvictionReason>().Length];
    private int _count;
    private long _size;
    private int _compacting;

    public Entries(long sizeLimit, Cells cells)
    {
        _byKey = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
        _cells = cells;
        _queues = new EntryQueues(sizeLimit);
        _sizeLimit = sizeLimit;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>What the entries take in memory, in bytes.</summary>
    public long Size => Interlocked.Read(ref _size);

    /// <summary>How many places in the queues are taken, those of removed entries included.</summary>
    public int Queued => _queues.Count;

    public long Evictions(EvictionReason reason) => Interlocked.Read(ref _evictions[(int)reason]);

    /// <summary>The same by the reasons' names.</summary>
    public IEnumerable<KeyValuePair<string, long>> EvictionsByReason() =>
        ReasonNames.Select((name, reason) => KeyValuePair.Create(name, Evictions((EvictionReason)reason)));

    public bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out Entry entry) =>
        _byKey.TryGetValue(key, out entry);

    /// <summary>
    /// A plain set, whatever was there. The entry brings a reference to each of its cells, and gives them back when it
    /// is removed.
    /// </summary>
    public void Set(Entry entry, long now)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _size, entry.Size);
        while (!_entries.TryAdd(entry.Key, entry))
        {
            if (_entries.TryGetValue(entry.Key, out var present) && _entries.TryUpdate(entry.Key, entry, present))
            {
                LetGo(present);
                break;
            }
        }

        _queues.Enqueue(entry);
        Shrink(now);
        CompactIfWorthwhile();
    }

    /// <summary>Removes an entry that a lookup found dead or expired.</summary>
    public void Remove(Entry entry, EvictionReason reason)
    {
        if (_entries.TryRemove(KeyValuePair.Create(entry.Key, entry)))
        {
            _queues.Remember(entry);
            LetGo(entry);
            Interlocked.Increment(ref _evictions[(int)reason]);
        }
    }

    public void Clear()
    {
        foreach (var (key, entry) in _entries)
        {
            if (_entries.TryRemove(KeyValuePair.Create(key, entry)))
            {
                LetGo(entry);
            }
        }

        CompactIfWorthwhile();
    }

    private void Shrink(long now)
    {
        while (Size + _cells.Size > _sizeLimit && _queues.NextVictim(now) is { } victim)
        {
            var reason = victim.Check(now) switch
            {
                MissReason.Expired => EvictionReason.Expired,
                MissReason.Invalidated => EvictionReason.Invalidated,
                _ => EvictionReason.Size,
            };
            if (_entries.TryRemove(KeyValuePair.Create(victim.Key, victim)))
            {
                LetGo(victim);
                Interlocked.Increment(ref _evictions[(int)reason]);
            }
        }
    }

    private void LetGo(Entry entry)
    {
        entry.Drop();
        Interlocked.Decrement(ref _count);
        Interlocked.Add(ref _size, -entry.Size);
        foreach (var dependency in entry.Dependencies)
        {
            _cells.Release(dependency.Cell);
        }
    }

    /// <summary>
    /// Where much is invalidated and the store never fills up, nothing would ever take the removed out of their queue.
    /// One thread at a time, at a cost that the removals have paid for.
    /// </summary>
    private void CompactIfWorthwhile()
    {
        var live = Count;
        if (
            _queues.Count - live > Math.Max(MinRemovedBeforeCompaction, live)
            && Interlocked.Exchange(ref _compacting, 1) == 0
        )
        {
            _queues.Compact();
            Volatile.Write(ref _compacting, 0);
        }
    }
}
