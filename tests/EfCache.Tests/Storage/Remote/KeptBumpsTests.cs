using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Tests.Storage.Remote;

public sealed class KeptBumpsTests
{
    private static readonly Tag Row = new("shop:t:{orders}:id=1");
    private static readonly Tag OtherRow = new("shop:t:{orders}:id=2");

    private static readonly WriterId Writer = WriterId.Next();

    private readonly KeptBumps _kept = new(limit: 3);

    [Fact]
    public void What_is_kept_covers_whatever_depends_on_it()
    {
        Assert.True(_kept.IsEmpty);
        Assert.False(_kept.Covers([Row]));

        _kept.Keep(Writer, [Row]);

        Assert.False(_kept.IsEmpty);
        Assert.True(_kept.Covers([OtherRow, Row]));
        Assert.False(_kept.Covers([OtherRow]));
    }

    [Fact]
    public void What_was_delivered_is_forgotten_unless_it_was_written_again_meanwhile()
    {
        _kept.Keep(Writer, [Row, OtherRow]);
        var delivered = _kept.Snapshot(out var turn);
        _kept.Keep(Writer, [OtherRow]);

        Forget(delivered, turn);

        Assert.False(_kept.Covers([Row]));
        Assert.True(_kept.Covers([OtherRow]));
        Assert.Equal(1, _kept.Count);

        Forget(_kept.Snapshot(out turn), turn);
        Assert.True(_kept.IsEmpty);
    }

    [Fact]
    public void Above_the_limit_everything_under_each_prefix_is_kept()
    {
        _kept.Keep(Writer, [Row, OtherRow, new("shop:t:{orders}:bulk")]);
        Assert.Equal(3, _kept.Count);

        _kept.Keep(Writer, [new("shop@b:u:catalog")]);

        Assert.Equal(2, _kept.Count);
        // Every entry depends on the first of its tags.
        Assert.True(_kept.Covers([TagNames.Everything("shop"), new("shop:t:{others}:all")]));
        Assert.True(_kept.Covers([TagNames.Everything("shop@b")]));
        Assert.False(_kept.Covers([TagNames.Everything("another")]));

        _kept.Keep(Writer, [Row]);
        Assert.Equal(3, _kept.Count);
    }

    [Fact]
    public void What_has_no_prefix_is_kept_as_it_is()
    {
        var names = Enumerable.Range(0, 5).Select(i => new Tag($"name{i}")).ToArray();
        _kept.Keep(Writer, names);
        Assert.All(names, name => Assert.True(_kept.Covers([name])));
    }

    [Fact]
    public void Each_writer_takes_its_own_marks_back()
    {
        var other = WriterId.Next();
        _kept.Keep(Writer, [Row, OtherRow]);
        _kept.Keep(other, [Row]);
        _kept.Keep(other, [Row]);

        var bumps = _kept.Snapshot(out _).ToDictionary(bump => bump.Writer, bump => bump.Tags);

        Assert.Equal(2, bumps.Count);
        Assert.Equal([Row, OtherRow], bumps[Writer]);
        Assert.Equal([Row], bumps[other]);
        Assert.Equal(2, _kept.Count);
    }

    [Fact]
    public void Only_the_first_writers_are_known_one_by_one()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _kept.Keep(WriterId.Next(), [Row]);
        }

        Assert.InRange(_kept.Snapshot(out _).Count, 2, 300);
    }

    private void Forget(IReadOnlyList<(WriterId Writer, Tag[] Tags)> delivered, long turn)
    {
        foreach (var (writer, tags) in delivered)
        {
            _kept.Forget(writer, tags, turn);
        }
    }
}
