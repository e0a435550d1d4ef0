using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>
/// Who has to go when the store is full: S3-FIFO (Yang et al., "FIFO queues are all you need for cache eviction",
/// SOSP '23), with bytes for the sizes.
/// </summary>
/// <remarks>
/// New entries enter the small queue, a tenth of the store. Those that were hit twice by the time they reach its end
/// move on to the main queue, the others are evicted and remembered as ghosts: a scan passes through the small queue
/// and touches nothing else. In the main queue an entry's hits buy it further rounds. All of it is lock-free, and a
/// hit touches no queue.
/// <para>An entry that was removed for another reason stays queued, without its rows, until its turn comes.</para>
/// </remarks>
internal sealed class EntryQueues
{
    /// <summary>Bounds what one fill may spend on a main queue that is hit faster than it turns.</summary>
    private const int MaxReprieves = 1000;

    private const int MinGhostWindow = 64;

    private readonly ConcurrentQueue<Entry> _small = new();
    private readonly ConcurrentQueue<Entry> _main = new();
    private readonly Ghosts _ghosts;
    private readonly long _smallLimit;
    private long _smallSize;
    private int _smallCount;
    private int _mainCount;

    public EntryQueues(long sizeLimit)
    {
        _smallLimit = sizeLimit / 10;
        _ghosts = new Ghosts((int)Math.Clamp(sizeLimit / 1024, 1024, 131_072));
    }

    /// <summary>How many are queued, those included that were removed and wait for their turn.</summary>
    public int Count => Volatile.Read(ref _smallCount) + Volatile.Read(ref _mainCount);

    public void Enqueue(Entry entry)
    {
        if (_ghosts.Contains(entry.Hash, Math.Max(MinGhostWindow, Volatile.Read(ref _mainCount))))
        {
            EnqueueMain(entry);
        }
        else
        {
            EnqueueSmall(entry);
        }
    }

    /// <summary>
    /// Remembers a popular key whose entry a write or the clock has ended: it will be back at once, and has nothing to
    /// prove.
    /// </summary>
    public void Remember(Entry entry)
    {
        if (entry.IsInMain || entry.Hits > 1)
        {
            _ghosts.Add(entry.Hash);
        }
    }

    /// <summary>The next to be evicted, already out of its queue; null when there is none.</summary>
    public Entry? NextVictim(long now)
    {
        var reprieves = MaxReprieves;
        while (true)
        {
            var smallFirst = Interlocked.Read(ref _smallSize) > _smallLimit;
            if (!(smallFirst ? TryDequeueSmall(out var entry) : TryDequeueMain(out entry)))
            {
                if (!(smallFirst ? TryDequeueMain(out entry) : TryDequeueSmall(out entry)))
                {
                    return null;
                }
            }

            if (entry.IsRemoved)
            {
                continue;
            }

            if (entry.Check(now) != MissReason.None)
            {
                return entry;
            }

            if (!entry.IsInMain)
            {
                if (entry.Hits <= 1)
                {
                    _ghosts.Add(entry.Hash);
                    return entry;
                }

                entry.ForgetHits();
            }
            else if (entry.Hits == 0 || reprieves-- == 0)
            {
                return entry;
            }
            else
            {
                entry.SpendHit();
            }

            EnqueueMain(entry);
        }
    }

    /// <summary>Turns both queues once, without those that were removed; the order of the others stays.</summary>
    public void Compact()
    {
        for (var left = Volatile.Read(ref _smallCount); left > 0 && TryDequeueSmall(out var entry); left--)
        {
            if (!entry.IsRemoved)
            {
                EnqueueSmall(entry);
            }
        }

        for (var left = Volatile.Read(ref _mainCount); left > 0 && TryDequeueMain(out var entry); left--)
        {
            if (!entry.IsRemoved)
            {
                EnqueueMain(entry);
            }
        }
    }

    private void EnqueueSmall(Entry entry)
    {
        Interlocked.Increment(ref _smallCount);
        Interlocked.Add(ref _smallSize, entry.Size);
        _small.Enqueue(entry);
    }

    private void EnqueueMain(Entry entry)
    {
        entry.IsInMain = true;
        Interlocked.Increment(ref _mainCount);
        _main.Enqueue(entry);
    }

    private bool TryDequeueSmall([MaybeNullWhen(false)] out Entry entry)
    {
        if (!_small.TryDequeue(out entry))
        {
            return false;
        }

        Interlocked.Decrement(ref _smallCount);
        Interlocked.Add(ref _smallSize, -entry.Size);
        return true;
    }

    private bool TryDequeueMain([MaybeNullWhen(false)] out Entry entry)
    {
        if (!_main.TryDequeue(out entry))
        {
            return false;
        }

        Interlocked.Decrement(ref _mainCount);
        return true;
    }
}
