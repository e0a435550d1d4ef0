using System.Collections.Concurrent;
using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>The cells of all tags that an entry, a ticket or a writer needs, and no others.</summary>
/// <remarks>
/// A cell that is missing has no entry and no ticket that depends on it, since those would hold it here: so a bump of
/// a missing cell has nothing to do, and a cell that comes back comes back with a stamp that no entry has.
/// </remarks>
internal sealed class Cells(MonotonicClock clock)
{
    private const int MarksBetweenSweeps = 64;

    /// <summary>More than as many marks can add, so that the queue gets shorter until it has none but writers in flight.</summary>
    private const int CellsInSweep = 2 * MarksBetweenSweeps;

    private readonly ConcurrentDictionary<string, Cell> _cells = new(StringComparer.Ordinal);

    // The cells with writers in flight, and some that had them when they were last looked at; each once.
    private readonly ConcurrentQueue<Cell> _watched = new();
    private int _count;
    private long _size;
    private uint _marks;

    public int Count => Volatile.Read(ref _count);

    /// <summary>How many cells are watched for the end of a lease.</summary>
    public int Watched => _watched.Count;

    /// <summary>What the cells take in memory, in bytes.</summary>
    public long Size => Interlocked.Read(ref _size);

    /// <summary>What the tag's cell says, without creating one: null when it is missing.</summary>
    public CellState? Peek(Tag tag) => _cells.TryGetValue(tag.Name, out var cell) ? cell.State : null;

    /// <summary>
    /// The tag's cell and stamp, referenced for the caller; null when a writer is in flight. Writers whose leases have
    /// ended are replaced by a fresh stamp, by compare-and-swap against exactly what was seen.
    /// </summary>
    public Dependency? TryDepend(Tag tag, long now)
    {
        while (true)
        {
            var cell = Reference(tag);
            switch (cell.State)
            {
                case Stamp stamp:
                    return new Dependency(cell, stamp);

                case WritersInFlight writers when writers.AnyLeased(now):
                    Release(cell);
                    return null;

                case WritersInFlight gone:
                    Expire(cell, gone);
                    break;
            }

            Release(cell);
        }
    }

    /// <summary>Rule 4: adds the writer, or renews its lease.</summary>
    public void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease)
    {
        var now = clock.Now;
        var leased = new LeasedWriter(writer, clock.After(now, lease));
        foreach (var tag in tags)
        {
            Mark(leased, tag, now);
        }
    }

    /// <summary>Rule 5: removes the writer and no other; when none is left the stamp is fresh.</summary>
    public void Bump(WriterId writer, Tag tag)
    {
        while (_cells.TryGetValue(tag.Name, out var cell))
        {
            switch (cell.State)
            {
                case Stamp stamp when cell.TryChange(stamp, new Stamp()):
                    return;

                case WritersInFlight writers:
                    // The clock is asked only when there are others: as a rule there are none.
                    CellState next = writers.IsOnly(writer) ? new Stamp() : writers.Without(writer, clock.Now);
                    if (cell.TryChange(writers, next))
                    {
                        Release(cell, writers.Count - (next is WritersInFlight others ? others.Count : 0));
                        return;
                    }

                    break;

                case DeadCell:
                    return;
            }
        }
    }

    /// <summary>Whether a writer is in flight on the tag.</summary>
    public bool IsWritten(Tag tag, long now) => Peek(tag) is WritersInFlight writers && writers.AnyLeased(now);

    public void Release(Cell cell, int references = 1)
    {
        if (references != 0 && cell.Release(references))
        {
            Remove(cell);
        }
    }

    /// <summary>Drops every cell that has a stamp, and so kills all entries and tickets. Writers in flight stay.</summary>
    public void Clear()
    {
        foreach (var (_, cell) in _cells)
        {
            while (cell.State is Stamp stamp)
            {
                if (cell.TryChange(stamp, DeadCell.Instance))
                {
                    Remove(cell);
                }
            }
        }
    }

    private void Mark(LeasedWriter leased, Tag tag, long now)
    {
        while (true)
        {
            var cell = Reference(tag);
            var seen = cell.State;
            if (seen is not DeadCell)
            {
                var next = WritersInFlight.With(seen, leased, now);
                if (cell.TryChange(seen, next))
                {
                    // Each writer in the state holds one reference, and this call brought one.
                    var before = seen is WritersInFlight writers ? writers.Count : 0;
                    Release(cell, before + 1 - next.Count);
                    Watch(cell);
                    break;
                }
            }

            Release(cell);
        }

        SweepNowAndThen();
    }

    private Cell Reference(Tag tag)
    {
        while (true)
        {
            if (!_cells.TryGetValue(tag.Name, out var cell))
            {
                cell = new Cell(tag.Name);
                if (_cells.TryAdd(tag.Name, cell))
                {
                    Interlocked.Increment(ref _count);
                    Interlocked.Add(ref _size, cell.Size);
                    return cell;
                }

                continue;
            }

            if (cell.TryReference())
            {
                if (cell.State is not DeadCell)
                {
                    return cell;
                }

                Release(cell);
            }

            // Retired or dead, and whoever did it has yet to remove it: waiting for that thread would be a lock.
            Remove(cell);
        }
    }

    private void Remove(Cell cell)
    {
        cell.Die();
        if (_cells.TryRemove(KeyValuePair.Create(cell.Name, cell)))
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Add(ref _size, -cell.Size);
        }
    }

    private void Expire(Cell cell, WritersInFlight gone)
    {
        if (cell.TryChange(gone, new Stamp()))
        {
            Release(cell, gone.Count);
        }
    }

    private void Watch(Cell cell)
    {
        if (cell.TryWatch())
        {
            _watched.Enqueue(cell);
        }
    }

    /// <summary>
    /// A writer that died leaves its cell behind, and perhaps nobody asks for that row again. So every so many marks look at
    /// some of the cells that had writers, and never at more, however many there are: that needs no timer, and no mark waits
    /// for it.
    /// </summary>
    private void SweepNowAndThen()
    {
        if (Interlocked.Increment(ref _marks) % MarksBetweenSweeps != 0)
        {
            return;
        }

        var now = clock.Now;
        for (var left = CellsInSweep; left > 0 && _watched.TryDequeue(out var cell); left--)
        {
            if (cell.State is WritersInFlight writers && !writers.AnyLeased(now))
            {
                Expire(cell, writers);
            }

            cell.Unwatch();
            if (cell.State is WritersInFlight)
            {
                Watch(cell);
            }
        }
    }
}
