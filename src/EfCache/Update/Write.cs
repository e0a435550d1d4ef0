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

    // A lease is this much longer at least than what it has to cover: when half of that is gone, it is renewed.
    private static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(15);

    private readonly WriterId _writer = WriterId.Next();

    // The end of an ambient transaction comes on another thread than what is written in it.
    private readonly Lock _lock = new();
    private readonly WrittenTags _tags = new();
    private readonly List<string> _tables = new(1);
    private readonly Dictionary<string, int> _narrowed = new(StringComparer.Ordinal);
    private TimeSpan _lease = lease;
    private long? _oldestMark;
    private bool _isLeaseTooShort;
    private int _statements;
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

    /// <summary>Whether its marks are past their lease.</summary>
    public bool IsLeaseOver
    {
        get
        {
            lock (_lock)
            {
                return AgeOfMarks > _lease;
            }
        }
    }

    private TimeSpan AgeOfMarks =>
        _oldestMark is { } since ? session.Store.TimeProvider.GetElapsedTime(since) : TimeSpan.Zero;

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

    /// <summary>Whether it wrote one of the tags.</summary>
    public bool IncludesAny(IReadOnlyList<Tag> tags)
    {
        lock (_lock)
        {
            foreach (var tag in tags)
            {
                if (_tags.Contains(tag))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What is marked from now on is marked for this long at least.</summary>
    public void ExtendLease(TimeSpan atLeast)
    {
        lock (_lock)
        {
            if (atLeast > _lease)
            {
                _lease = atLeast;
                _isLeaseTooShort = true;
            }
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

    /// <summary>
    /// Marks what is not marked yet, and all again when too little may be left of the lease for another statement, or for a commit,
    /// that comes next.
    /// </summary>
    public void Mark()
    {
        var tags = SnapshotToMark();
        if (tags.Length > 0)
        {
            MarkNow(tags);
        }
    }

    /// <inheritdoc cref="Mark"/>
    public async ValueTask MarkAsync(CancellationToken cancellationToken)
    {
        var tags = SnapshotToMark();
        if (tags.Length > 0)
        {
            await MarkNowAsync(tags, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A statement, or a save, begins to write with it: when the transaction ends meanwhile, what the statement does may commit
    /// by itself later, so the marks stand until <see cref="Leave"/>.
    /// </summary>
    public void Enter()
    {
        lock (_lock)
        {
            _statements++;
        }
    }

    /// <summary>The statement, or the save, is over.</summary>
    /// <returns>Whether its transaction was over before: then it is bumped here, since nobody else will.</returns>
    public bool Leave()
    {
        lock (_lock)
        {
            _statements--;
            return _hasEnded && _statements == 0;
        }
    }

    /// <summary>The write is over, whichever way: every tag gets a fresh stamp.</summary>
    public void Bump()
    {
        session.Store.Bump(_writer, SnapshotToBump());
        Report();
    }

    /// <inheritdoc cref="Bump"/>
    public async ValueTask BumpAsync()
    {
        await session.Store.BumpAsync(_writer, SnapshotToBump()).ConfigureAwait(false);
        Report();
    }

    /// <summary>
    /// The transaction that it belongs to is over, as another thread says: bumps it, or leaves that to the statement that is on
    /// its way still.
    /// </summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            if (_statements > 0)
            {
                return;
            }
        }

        Bump();
    }

    /// <summary>Nobody knows whether the write is over: its marks stand until their lease ends.</summary>
    public void LeaveToLease() => session.Diagnostics.OutcomeUnknown(session.Context, _lease, Describe);

    private void MarkNow(Tag[] tags)
    {
        var now = NoteMarking();
        session.Store.Mark(_writer, tags, _lease);
        NoteMarked(tags, now);
    }

    private async ValueTask MarkNowAsync(Tag[] tags, CancellationToken cancellationToken)
    {
        var now = NoteMarking();
        await session.Store.MarkAsync(_writer, tags, _lease, cancellationToken).ConfigureAwait(false);
        NoteMarked(tags, now);
    }

    private void Report()
    {
        session.ReportStore();
        session.Diagnostics.Invalidated(session.Context, Tables(), Describe);
    }

    /// <summary>The tags, without those of single rows unless sensitive data may be logged: a key is a value.</summary>
    private string Describe(bool withValues) =>
        string.Join(
            ", ",
            AllTags()
                .Where(tag => withValues || !TagNames.IsRow(tag))
                .Select(tag => tag.Name)
                .Order(StringComparer.Ordinal)
        );

    /// <summary>A mark that fails may have been set all the same: it is to be taken back, and does not count as set.</summary>
    private long NoteMarking()
    {
        lock (_lock)
        {
            _tags.NoteMarking();
        }

        return session.Store.TimeProvider.GetTimestamp();
    }

    private void NoteMarked(Tag[] tags, long now)
    {
        lock (_lock)
        {
            _tags.NoteMarked(tags);
            if (tags.Length == _tags.Count)
            {
                _oldestMark = now;
                _isLeaseTooShort = false;
            }

            _oldestMark ??= now;
        }
    }

    private Tag[] SnapshotToMark()
    {
        lock (_lock)
        {
            return AgeOfMarks > RenewalAge || _isLeaseTooShort ? _tags.ToArray() : _tags.Unmarked();
        }
    }

    private Tag[] SnapshotToBump()
    {
        lock (_lock)
        {
            // What is still to be written with it is marked again.
            var tags = _tags.ToArray();
            _tags.ForgetMarks();
            return tags;
        }
    }

    private Tag[] AllTags()
    {
        lock (_lock)
        {
            return _tags.ToArray();
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
