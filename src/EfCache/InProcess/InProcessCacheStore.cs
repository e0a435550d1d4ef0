using EfCache.Diagnostics;
using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>The store in the process's own memory.</summary>
/// <remarks>
/// A hit is a lookup in a dictionary, a comparison of the whole key, and for each tag one comparison of references: an
/// entry refers to its tags' cells, and is alive as long as each still has the stamp object that the entry was stored
/// with. It takes no lock, allocates nothing and asks for no tag's name.
/// <para>
/// Why not a cache that exists: BitFaster.Caching 2.6 (its ConcurrentLru and ConcurrentLfu do look up by span) takes its
/// capacity as a number of items and knows no weights, while results here run from bytes to megabytes.
/// Microsoft.Extensions.Caching.Memory looks up strings by spans of char but nothing by spans of bytes, and when it
/// is full it refuses the new entry and has a background task drop old ones in the order of their last use, which one
/// scan makes worthless.
/// </para>
/// </remarks>
internal sealed class InProcessCacheStore : CacheStore, IObservedStore
{
    private readonly MonotonicClock _clock;
    private readonly long _maxEntrySize;

    public InProcessCacheStore(long sizeLimit, TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        _clock = new MonotonicClock(timeProvider);
        _maxEntrySize = sizeLimit / 10;
        Cells = new Cells(_clock);
        Entries = new Entries(sizeLimit, Cells);
        CacheMetrics.Observe(this);
    }

    public override string Name => "in-process";

    public override bool IsLookupCheap => true;

    public override TimeProvider TimeProvider { get; }

    /// <summary>What entries and cells take in memory, in bytes.</summary>
    public long Size => Entries.Size + Cells.Size;

    public long EntryCount => Entries.Count;

    IEnumerable<KeyValuePair<string, long>> IObservedStore.Evictions => Entries.EvictionsByReason();

    public Entries Entries { get; }

    public Cells Cells { get; }

    public override CacheLookup Lookup(CacheRequest request)
    {
        var now = _clock.Now;
        if (!Entries.TryGet(request.Key, out var entry) || entry.Result is not { } result)
        {
            return Miss(MissReason.Absent, request, now);
        }

        var reason = entry.Check(now);
        if (reason == MissReason.None)
        {
            entry.Touch(now);
            return CacheLookup.Hit(result);
        }

        Entries.Remove(entry, reason == MissReason.Expired ? EvictionReason.Expired : EvictionReason.Invalidated);
        return Miss(reason, request, now);
    }

    public override ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken) =>
        new(Lookup(request));

    public override Ticket TakeTicket(CacheRequest request, CacheLookup lookup) =>
        InProcessTicket.Take(Cells, request, _clock.Now);

    public override ValueTask<Ticket> TakeTicketAsync(
        CacheRequest request,
        CacheLookup lookup,
        CancellationToken cancellationToken
    ) => new(TakeTicket(request, lookup));

    public override string? Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime)
    {
        var own = (InProcessTicket)ticket;
        if (
            !own.CanFill
            || Entry.SizeOf(own.Key, own.Dependencies.Length, result) > _maxEntrySize
            || !own.TryReferenceForEntry()
        )
        {
            return null;
        }

        var now = _clock.Now;
        var sliding = lifetime.Sliding is { } span ? _clock.Units(span) : 0;
        var expiresAt = _clock.After(now, lifetime.Absolute);
        Entries.Set(new Entry(own.Key, own.Dependencies, result, now, expiresAt, sliding), now);
        return null;
    }

    public override ValueTask<string?> FillAsync(
        Ticket ticket,
        CachedResult result,
        EntryLifetime lifetime,
        CancellationToken cancellationToken
    ) => new(Fill(ticket, result, lifetime));

    public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
        Cells.Mark(writer, tags, lease);

    public override ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        Mark(writer, tags, lease);
        return ValueTask.CompletedTask;
    }

    public override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        foreach (var tag in tags)
        {
            Cells.Bump(writer, tag);
        }
    }

    public override ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        Bump(writer, tags);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Removes every entry, and makes sure that no read that is under way stores one afterwards. Writers in flight stay.
    /// </summary>
    public void Clear()
    {
        // Cells first: a fill in between finds its stamps gone.
        Cells.Clear();
        Entries.Clear();
    }

    /// <summary>
    /// A writer in flight is the reason whatever else there is, since it is why nothing can be stored now.
    /// </summary>
    private CacheLookup Miss(MissReason reason, CacheRequest request, long now)
    {
        foreach (var tag in request.Tags)
        {
            if (Cells.IsWritten(tag, now))
            {
                return CacheLookup.Miss(MissReason.WriterInFlight);
            }
        }

        return CacheLookup.Miss(reason);
    }
}
