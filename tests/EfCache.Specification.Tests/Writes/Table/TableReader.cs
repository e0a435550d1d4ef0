using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>What others read of the tables that a write is about, with the cache and past it.</summary>
/// <param name="way">The way to write.</param>
/// <param name="openCached">A context with the cache.</param>
/// <param name="openPlain">A context without.</param>
/// <param name="commands">The database's commands.</param>
/// <param name="textOf">Makes a result comparable.</param>
internal sealed class TableReader(
    WriteWay way,
    Func<ShopContext> openCached,
    Func<ShopContext> openPlain,
    CommandLog commands,
    Func<object?, string> textOf
)
{
    private List<string> _before = [];

    /// <summary>Makes sure that all are hits.</summary>
    public void Warm()
    {
        AssertUsable();
        _before = [.. way.Reads.Select(ReadPlain)];
    }

    /// <summary>
    /// Reads at a moment of a write that is to be committed. What is marked then is not stored: all from before the commit, or
    /// before the only statement, to the end, unless a transaction's own bump was the end.
    /// </summary>
    public void At(MomentKind moment)
    {
        var isMarked = way.Commits switch
        {
            CommitKind.Statement => true,
            CommitKind.Save => moment is MomentKind.Committing or MomentKind.Committed,
            CommitKind.Transaction => moment is MomentKind.Committing,
            _ => moment is MomentKind.ScopeEnding or MomentKind.ScopeEnded,
        };
        if (isMarked)
        {
            AssertInFlight();
        }
        else
        {
            AssertFresh();
        }
    }

    /// <summary>What is read is what the database says, whoever answers.</summary>
    public void AssertFresh()
    {
        foreach (var read in way.Reads)
        {
            ReadFresh(read);
        }
    }

    /// <summary>A writer is in flight: the database is read each time.</summary>
    public void AssertInFlight()
    {
        foreach (var read in way.Reads)
        {
            Assert.Equal(1, ReadFresh(read));
            Assert.Equal(1, ReadFresh(read));
        }
    }

    /// <summary>The first read is fresh, and the second a hit.</summary>
    public void AssertUsable()
    {
        foreach (var read in way.Reads)
        {
            ReadFresh(read);
            Assert.Equal(0, ReadFresh(read));
        }
    }

    public void AssertChanged() => Assert.All(way.Reads, (read, i) => Assert.NotEqual(_before[i], ReadPlain(read)));

    public void AssertUnchanged() => Assert.Equal(_before, way.Reads.Select(ReadPlain));

    /// <returns>How many commands the database saw.</returns>
    private int ReadFresh(Func<ShopContext, IQueryable<object>> read)
    {
        var expected = ReadPlain(read);
        using var noScope = WriteScopes.None();
        using var context = openCached();
        var before = commands.Count;
        var rows = read(context).ToList();
        var seen = commands.Count - before;
        Assert.Equal(expected, textOf(rows));
        return seen;
    }

    private string ReadPlain(Func<ShopContext, IQueryable<object>> read)
    {
        using var noScope = WriteScopes.None();
        using var context = openPlain();
        return textOf(read(context).ToList());
    }
}
