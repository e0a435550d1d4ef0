using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>One writer: what it wrote, what of that is marked, and its end. Rules 4 and 5 of the protocol.</summary>
internal sealed class Write(CacheSession session, TimeSpan lease)
{
    private readonly WriterId _writer = WriterId.Next();
    private readonly HashSet<Tag> _tags = [];
    private readonly HashSet<Tag> _unmarked = [];
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);

    public bool IsEmpty => _tags.Count == 0;

    /// <summary>Whether any of it was marked, so that it has to be bumped or left to its lease.</summary>
    public bool IsMarked => _unmarked.Count < _tags.Count;

    public void Add(Tag tag)
    {
        if (_tags.Add(tag))
        {
            _unmarked.Add(tag);
        }
    }

    /// <summary>Notes a table for what is reported.</summary>
    public void NoteTable(string table) => _tables.Add(table);

    /// <summary>Marks what is not marked yet.</summary>
    public void Mark()
    {
        if (_unmarked.Count > 0)
        {
            session.Store.Mark(_writer, _unmarked, lease);
            _unmarked.Clear();
        }
    }

    /// <inheritdoc cref="Mark"/>
    public async ValueTask MarkAsync(CancellationToken cancellationToken)
    {
        if (_unmarked.Count > 0)
        {
            await session.Store.MarkAsync(_writer, _unmarked, lease, cancellationToken).ConfigureAwait(false);
            _unmarked.Clear();
        }
    }

    /// <summary>Marks everything again, which renews its lease: the commit is to come while enough of it is left.</summary>
    public void MarkAll()
    {
        session.Store.Mark(_writer, _tags, lease);
        _unmarked.Clear();
    }

    /// <inheritdoc cref="MarkAll"/>
    public async ValueTask MarkAllAsync(CancellationToken cancellationToken)
    {
        await session.Store.MarkAsync(_writer, _tags, lease, cancellationToken).ConfigureAwait(false);
        _unmarked.Clear();
    }

    /// <summary>The write is over, whichever way: every tag gets a fresh stamp.</summary>
    public void Bump()
    {
        session.Store.Bump(_writer, _tags);
        Report();
    }

    /// <inheritdoc cref="Bump"/>
    public async ValueTask BumpAsync()
    {
        await session.Store.BumpAsync(_writer, _tags).ConfigureAwait(false);
        Report();
    }

    /// <summary>Nobody knows whether the write is over: its marks stand until their lease ends.</summary>
    public void LeaveToLease() => session.Diagnostics.OutcomeUnknown(session.Context, lease, Describe);

    private void Report() => session.Diagnostics.Invalidated(session.Context, _tables, Describe);

    private string Describe() => string.Join(", ", _tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
}
