using EfCache.Diagnostics;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.InProcess;

/// <summary>Copies in this process's memory, up to a limit, of which those that are hit stay.</summary>
internal sealed class NearCache : INearCache, IObservedStore
{
    private readonly MonotonicClock _clock;
    private readonly Entries _entries;
    private readonly long _maxEntrySize;

    /// <param name="name">The value of <c>store</c> in its measurements.</param>
    /// <param name="sizeLimit">In bytes.</param>
    /// <param name="timeProvider">The clock by which entries expire.</param>
    public NearCache(string name, long sizeLimit, TimeProvider timeProvider)
    {
        Name = name;
        _clock = new MonotonicClock(timeProvider);
        _entries = new Entries(sizeLimit, new Cells(_clock));
        _maxEntrySize = sizeLimit / 10;
        CacheMetrics.Observe(this);
    }

    public string Name { get; }

    public long EntryCount => _entries.Count;

    public long Size => _entries.Size;

    IEnumerable<KeyValuePair<string, long>> IObservedStore.Evictions => _entries.EvictionsByReason();

    public NearEntry? Find(ReadOnlySpan<byte> key)
    {
        if (!_entries.TryGet(key, out var entry) || entry.Result is null)
        {
            return null;
        }

        var now = _clock.Now;
        if (entry.Check(now) != MissReason.None)
        {
            _entries.Remove(entry, EvictionReason.Expired);
            return null;
        }

        entry.Touch(now);
        return ((Copy)entry).Near;
    }

    public void Set(byte[] key, NearEntry entry, TimeSpan life)
    {
        if (Entry.SizeOf(key, entry.Dependencies, entry.Result) > _maxEntrySize || life <= TimeSpan.Zero)
        {
            return;
        }

        var now = _clock.Now;
        var copy = new Copy(key, entry, now, _clock.After(now, life));
        entry.Place = copy;
        _entries.Set(copy, now);
    }

    public void Remove(NearEntry entry) => _entries.Remove((Copy)entry.Place!, EvictionReason.Invalidated);

    /// <summary>It refers to no cells of this process: those it depends on are on servers.</summary>
    private sealed class Copy(byte[] key, NearEntry near, long now, long expiresAt)
        : Entry(key, [], near.Result, now, expiresAt, sliding: 0)
    {
        private NearEntry? _near = near;

        /// <summary>Null once it was removed: it may wait in a queue for a while, and the rows must not wait with it.</summary>
        public NearEntry? Near => Volatile.Read(ref _near);

        public override void Drop()
        {
            base.Drop();
            Volatile.Write(ref _near, null);
        }
    }
}
