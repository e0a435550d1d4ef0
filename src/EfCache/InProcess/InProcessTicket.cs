using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>The stamps of one reader, with a reference to each cell so that none is retired while it reads.</summary>
internal sealed class InProcessTicket : Ticket
{
    private readonly Cells? _cells;
    private readonly Dependency[] _dependencies;
    private Dependency[] _ofEntry;
    private int _disposed;

    private InProcessTicket(Cells? cells, byte[] key, Dependency[] dependencies)
    {
        _cells = cells;
        _dependencies = _ofEntry = dependencies;
        Key = key;
    }

    /// <summary>The ticket of a reader that met a writer in flight.</summary>
    public static InProcessTicket Blocked { get; } = new(null, [], []);

    public override bool CanFill => _cells is not null;

    public byte[] Key { get; }

    /// <summary>What an entry that is stored with the ticket depends on.</summary>
    public Dependency[] Dependencies => _ofEntry;

    public static InProcessTicket Take(Cells cells, CacheRequest request, long now)
    {
        var tags = request.Tags;
        var dependencies = new Dependency[tags.Count];
        for (var i = 0; i < dependencies.Length; i++)
        {
            if (cells.TryDepend(tags[i], now) is not { } dependency)
            {
                Release(cells, dependencies.AsSpan(0, i));
                return Blocked;
            }

            dependencies[i] = dependency;
        }

        return new InProcessTicket(cells, request.Key.ToArray(), dependencies);
    }

    /// <summary>Gives a new entry its own references; false, and none, when the ticket no longer is of use.</summary>
    public bool TryReferenceForEntry()
    {
        for (var i = 0; i < _ofEntry.Length; i++)
        {
            var dependency = _ofEntry[i];
            if (dependency.Cell.TryReference())
            {
                if (dependency.IsCurrent)
                {
                    continue;
                }

                _cells!.Release(dependency.Cell);
            }

            Release(_cells!, _ofEntry.AsSpan(0, i));
            return false;
        }

        return true;
    }

    public override bool HasSameStamps(Ticket other)
    {
        if (!CanFill || other is not InProcessTicket { CanFill: true } its)
        {
            return false;
        }

        // All that were taken, whatever was forgotten since: readers share the read until it has landed.
        var mine = _dependencies;
        var others = its._dependencies;
        if (mine.Length != others.Length)
        {
            return false;
        }

        for (var i = 0; i < mine.Length; i++)
        {
            if (!ReferenceEquals(mine[i].Stamp, others[i].Stamp))
            {
                return false;
            }
        }

        return true;
    }

    public override void Forget(Tag tag) =>
        _ofEntry = Array.FindAll(_ofEntry, dependency => dependency.Cell.Name != tag.Name);

    public override void Dispose()
    {
        if (_cells is not null && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Release(_cells, _dependencies);
        }
    }

    private static void Release(Cells cells, ReadOnlySpan<Dependency> dependencies)
    {
        foreach (var dependency in dependencies)
        {
            cells.Release(dependency.Cell);
        }
    }
}
