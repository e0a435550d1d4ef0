namespace EfCache.Storage.Remote;

/// <summary>
/// Bumps that could not be delivered (rule 10): kept until they are said again. Until then this process answers nothing from the
/// cache that depends on their tags.
/// </summary>
/// <param name="limit">
/// How many tags are kept one by one. Above that, what is kept is that everything under their prefixes was written.
/// </param>
internal sealed class KeptBumps(int limit)
{
    // Whoever writes while the servers are away has no marks there: those that have are the first.
    private const int MaxWriters = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<Tag, KeptBump> _bumps = [];
    private readonly HashSet<WriterId> _writers = [];
    private WriterId _others = WriterId.Next();
    private long _turn;
    private volatile bool _isEmpty = true;

    /// <summary>A check of a field, for every lookup.</summary>
    public bool IsEmpty => _isEmpty;

    /// <summary>How many tags.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _bumps.Count;
            }
        }
    }

    /// <param name="writer">Whose marks may still stand: they go with the bump, of the first writers; the others' are left to their leases.</param>
    /// <param name="tags">What it wrote.</param>
    public void Keep(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        lock (_lock)
        {
            _turn++;
            var known = _writers.Count < MaxWriters || _writers.Contains(writer) ? writer : _others;
            _writers.Add(known);
            foreach (var tag in tags)
            {
                Keep(known, tag);
            }

            if (_bumps.Count > limit)
            {
                Collapse(known);
            }

            _isEmpty = _bumps.Count == 0;
        }
    }

    /// <summary>Whether a kept bump is of one of the tags.</summary>
    public bool Covers(IReadOnlyList<Tag> tags)
    {
        if (_isEmpty)
        {
            return false;
        }

        lock (_lock)
        {
            foreach (var tag in tags)
            {
                if (_bumps.ContainsKey(tag))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>All that is kept now, to be said again, by writer.</summary>
    /// <param name="turn">What to <see cref="Forget"/> when it was delivered.</param>
    public IReadOnlyList<(WriterId Writer, Tag[] Tags)> Snapshot(out long turn)
    {
        lock (_lock)
        {
            turn = _turn;
            return
            [
                .. _bumps
                    .SelectMany(bump => bump.Value.Writers, (bump, writer) => (Writer: writer, Tag: bump.Key))
                    .GroupBy(bump => bump.Writer, bump => bump.Tag)
                    .Select(bumps => (bumps.Key, bumps.ToArray())),
            ];
        }
    }

    /// <summary>
    /// A part of a snapshot was delivered. What was kept since stays, also of the same tags: it is of a later write.
    /// </summary>
    public void Forget(WriterId writer, IEnumerable<Tag> tags, long turn)
    {
        lock (_lock)
        {
            foreach (var tag in tags)
            {
                if (!_bumps.TryGetValue(tag, out var bump) || bump.Turn > turn)
                {
                    continue;
                }

                var left = Array.FindAll(bump.Writers, other => other != writer);
                if (left.Length > 0)
                {
                    _bumps[tag] = bump with { Writers = left };
                }
                else
                {
                    _bumps.Remove(tag);
                }
            }

            _isEmpty = _bumps.Count == 0;
            if (_isEmpty)
            {
                _writers.Clear();
                _others = WriterId.Next();
            }
        }
    }

    private void Keep(WriterId writer, Tag tag)
    {
        var writers = _bumps.TryGetValue(tag, out var kept) ? kept.Writers : [];
        _bumps[tag] = new KeptBump(_turn, writers.Contains(writer) ? writers : [.. writers, writer]);
    }

    /// <summary>
    /// Every entry depends on the tag for everything under its prefix. The marks that may stand on the single tags are left to their
    /// leases.
    /// </summary>
    private void Collapse(WriterId writer)
    {
        var wider = _bumps
            .Keys.Select(tag => TagNames.PrefixOf(tag) is { } prefix ? TagNames.Everything(prefix) : tag)
            .ToHashSet();
        _bumps.Clear();
        foreach (var tag in wider)
        {
            Keep(writer, tag);
        }
    }

    /// <param name="Turn">Counts what was kept: when the tag was last.</param>
    /// <param name="Writers">Who wrote it.</param>
    private readonly record struct KeptBump(long Turn, WriterId[] Writers);
}
