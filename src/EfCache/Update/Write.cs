using System.Diagnostics;
using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>One writer: what it wrote, what of that is marked, and its end. Rules 4 and 5 of the protocol.</summary>
internal sealed class Write(CacheSession session, TimeSpan lease)
{
    /// <summary>
    /// A write that names more rows and partitions of a table than this is said of the table: each is a cell to be marked and
    /// bumped, and whoever writes so many rows is served better by fewer.
    /// </summary>
    public const int MaxNarrowed = 256;

    private readonly WriterId _writer = WriterId.Next();

    // The end of an ambient transaction comes on another thread than what is written in it.
    private readonly Lock _lock = new();
    private readonly WrittenTags _tags = new();
    private readonly List<string> _tables = new(1);
    private readonly Dictionary<string, int> _narrowed = new(StringComparer.Ordinal);
    private long _lastMarked;
    private bool _hasEnded;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _tags.Count == 0;
            }
        }
    }

    /// <summary>Whether any of it was marked, so that it has to be bumped or left to its lease.</summary>
    public bool IsMarked
    {
        get
        {
            lock (_lock)
            {
                return _tags.IsAnyMarked;
            }
        }
    }

    /// <summary>It was bumped for good by another thread: what is written with it from now on is not a part of it any more.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return _hasEnded;
            }
        }
    }

    /// <summary>Whether its marks are past their lease.</summary>
    public bool IsLeaseOver
    {
        get
        {
            lock (_lock)
            {
                return _lastMarked != 0 && Stopwatch.GetElapsedTime(_lastMarked) > lease;
            }
        }
    }

    public void Add(Tag tag)
    {
        lock (_lock)
        {
            _tags.Add(tag);
        }
    }

    /// <summary>Adds tags of a table's rows or partitions; false, and none, when the table has too many of them already.</summary>
    public bool TryAddNarrowed(string tableName, IReadOnlyCollection<Tag> tags)
    {
        lock (_lock)
        {
            var count = _narrowed.GetValueOrDefault(tableName);
            foreach (var tag in tags)
            {
                count += _tags.Contains(tag) ? 0 : 1;
            }

            if (count > MaxNarrowed)
            {
                return false;
            }

            _narrowed[tableName] = count;
            foreach (var tag in tags)
            {
                _tags.Add(tag);
            }

            return true;
        }
    }

    /// <summary>Notes a table for what is reported.</summary>
    public void NoteTable(string table)
    {
        lock (_lock)
        {
            if (!_tables.Contains(table))
            {
                _tables.Add(table);
            }
        }
    }

    /// <summary>Marks what is not marked yet.</summary>
    public void Mark()
    {
        var tags = UnmarkedTags();
        if (tags.Length > 0)
        {
            session.Store.Mark(_writer, tags, lease);
            NoteMarked(tags);
        }
    }

    /// <inheritdoc cref="Mark"/>
    public async ValueTask MarkAsync(CancellationToken cancellationToken)
    {
        var tags = UnmarkedTags();
        if (tags.Length > 0)
        {
            await session.Store.MarkAsync(_writer, tags, lease, cancellationToken).ConfigureAwait(false);
            NoteMarked(tags);
        }
    }

    /// <summary>Marks everything again, which renews its lease: the commit is to come while enough of it is left.</summary>
    public void MarkAll()
    {
        var tags = AllTags();
        if (tags.Length > 0)
        {
            session.Store.Mark(_writer, tags, lease);
            NoteMarked(tags);
        }
    }

    /// <inheritdoc cref="MarkAll"/>
    public async ValueTask MarkAllAsync(CancellationToken cancellationToken)
    {
        var tags = AllTags();
        if (tags.Length == 0)
        {
            return;
        }

        await session.Store.MarkAsync(_writer, tags, lease, cancellationToken).ConfigureAwait(false);
        NoteMarked(tags);
    }

    /// <summary>The write is over, whichever way: every tag gets a fresh stamp.</summary>
    public void Bump()
    {
        session.Store.Bump(_writer, AllTags());
        Report();
    }

    /// <inheritdoc cref="Bump"/>
    public async ValueTask BumpAsync()
    {
        await session.Store.BumpAsync(_writer, AllTags()).ConfigureAwait(false);
        Report();
    }

    /// <summary>The transaction that it belongs to is over: bumps it, and says so to a statement that is on its way still.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            _tags.ForgetMarks(); // What a save has still to write is marked again.
        }

        Bump();
    }

    /// <summary>Nobody knows whether the write is over: its marks stand until their lease ends.</summary>
    public void LeaveToLease() => session.Diagnostics.OutcomeUnknown(session.Context, lease, Describe);

    private void Report() => session.Diagnostics.Invalidated(session.Context, Tables(), Describe);

    /// <summary>The tags, without those of single rows unless sensitive data may be logged: a key is a value.</summary>
    private string Describe(bool withValues) =>
        string.Join(
            ", ",
            AllTags()
                .Where(tag => withValues || !TagNames.IsRow(tag))
                .Select(tag => tag.Name)
                .Order(StringComparer.Ordinal)
        );

    private void NoteMarked(Tag[] tags)
    {
        lock (_lock)
        {
            _tags.NoteMarked(tags);
            _lastMarked = Stopwatch.GetTimestamp();
        }
    }

    private Tag[] AllTags()
    {
        lock (_lock)
        {
            return _tags.ToArray();
        }
    }

    private Tag[] UnmarkedTags()
    {
        lock (_lock)
        {
            return _tags.Unmarked();
        }
    }

    private string[] Tables()
    {
        lock (_lock)
        {
            return [.. _tables];
        }
    }
}
