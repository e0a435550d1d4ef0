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
    private readonly Lock _lock = new();
    private readonly Dictionary<Tag, long> _tags = [];
    private long _turn;
    private volatile bool _isEmpty = true;

    /// <summary>A check of a field, for every lookup.</summary>
    public bool IsEmpty => _isEmpty;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tags.Count;
            }
        }
    }

    public void Keep(IReadOnlyCollection<Tag> tags)
    {
        lock (_lock)
        {
            _turn++;
            foreach (var tag in tags)
            {
                _tags[tag] = _turn;
            }

            if (_tags.Count > limit)
            {
                Collapse();
            }

            _isEmpty = _tags.Count == 0;
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
                if (_tags.ContainsKey(tag))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>All that is kept now, to be said again.</summary>
    public Tag[] Snapshot(out long turn)
    {
        lock (_lock)
        {
            turn = _turn;
            return [.. _tags.Keys];
        }
    }

    /// <summary>The snapshot was delivered. What was kept since stays, also of the same tags: it is of a later write.</summary>
    public void Forget(Tag[] snapshot, long turn)
    {
        lock (_lock)
        {
            foreach (var tag in snapshot)
            {
                if (_tags.TryGetValue(tag, out var kept) && kept <= turn)
                {
                    _tags.Remove(tag);
                }
            }

            _isEmpty = _tags.Count == 0;
        }
    }

    /// <summary>Every entry depends on the tag for everything under its prefix.</summary>
    private void Collapse()
    {
        var wider = new HashSet<Tag>();
        foreach (var tag in _tags.Keys)
        {
            wider.Add(TagNames.PrefixOf(tag) is { } prefix ? TagNames.Everything(prefix) : tag);
        }

        _tags.Clear();
        foreach (var tag in wider)
        {
            _tags[tag] = _turn;
        }
    }
}
