using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.InProcess;

public sealed class CellTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly InProcessCacheStore _store;

    public CellTests()
    {
        _store = StoreSteps.Create(time: _time);
    }

    [Fact]
    public void Writes_of_rows_that_nobody_reads_leave_no_cells()
    {
        for (var i = 0; i < 5000; i++)
        {
            var writer = WriterId.Next();
            Tag[] tags = [new($"t:rows:id={i}"), new("t:rows:all")];
            _store.Mark(writer, tags, Lease);
            Assert.Equal(2, _store.Cells.Count);
            _store.Bump(writer, tags);
        }

        AssertEmpty();
    }

    [Fact]
    public void Tickets_that_are_disposed_leave_no_cells()
    {
        for (var i = 0; i < 1000; i++)
        {
            var ticket = _store.TakeTicket(StoreSteps.Row(i), default);
            Assert.Equal(2, _store.Cells.Count);
            ticket.Dispose();
            ticket.Dispose();
        }

        AssertEmpty();
    }

    [Fact]
    public void Ticket_that_met_a_writer_holds_nothing()
    {
        var writer = WriterId.Next();
        Tag[] bulk = [new("t:rows:bulk")];
        _store.Mark(writer, bulk, Lease);
        using var blocked = _store.TakeTicket(StoreSteps.Row(1), default);
        Assert.Equal(1, _store.Cells.Count);
        _store.Bump(writer, bulk);

        AssertEmpty();
    }

    [Fact]
    public void Entries_that_are_gone_leave_no_cells()
    {
        for (var i = 0; i < 100; i++)
        {
            _store.ReadThrough(StoreSteps.Row(i), i, size: 100);
        }

        _store.Bump(WriterId.Next(), [new Tag("t:rows:bulk")]);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(_store.IsHit(StoreSteps.Row(i)));
        }

        AssertEmpty();
    }

    [Fact]
    public void Writers_renewed_expired_and_overlapping_leave_no_cells()
    {
        Tag[] tags = [new("t:rows:all")];
        var (one, other, late) = (WriterId.Next(), WriterId.Next(), WriterId.Next());
        _store.Mark(one, tags, Lease);
        _store.Mark(one, tags, Lease);
        _store.Mark(other, tags, Lease);
        _time.Advance(Lease);
        _store.Mark(late, tags, Lease);
        _store.Bump(other, tags);
        _store.Bump(late, tags);
        _store.Bump(one, tags);

        AssertEmpty();
    }

    [Fact]
    public void Writers_that_died_are_swept_when_others_write()
    {
        for (var i = 0; i < 3000; i++)
        {
            _store.Mark(WriterId.Next(), [new Tag($"t:rows:id={i}")], Lease);
        }

        Assert.Equal(3000, _store.Cells.Count);
        _time.Advance(Lease);
        WriteOthers(6000);

        AssertEmpty();
    }

    [Fact]
    public void Only_cells_with_writers_are_watched_for_long()
    {
        Tag[] held = [.. Enumerable.Range(0, 100).Select(i => new Tag($"t:held:id={i}"))];
        var holder = WriterId.Next();
        _store.Mark(holder, held, Lease);
        for (var i = 0; i < 50_000; i++)
        {
            var writer = WriterId.Next();
            Tag[] tags = [new($"t:rows:id={i % 1000}"), new("t:rows:all"), held[i % 7]];
            _store.Mark(writer, tags, Lease);
            _store.Bump(writer, tags);
            Assert.InRange(_store.Cells.Watched, 1, 300);
        }

        foreach (var tag in held)
        {
            Assert.True(_store.Cells.IsWritten(tag, _time.GetTimestamp()));
        }

        _store.Bump(holder, held);
        AssertEmpty();
    }

    [Fact]
    public void Writer_that_dies_after_its_cell_was_looked_at_is_swept()
    {
        Tag[] row = [new("t:rows:id=1")];
        _store.Mark(WriterId.Next(), row, Lease);
        WriteOthers(1000);
        _store.Mark(WriterId.Next(), row, 3 * Lease);
        _time.Advance(2 * Lease);
        WriteOthers(1000);
        Assert.Equal(1, _store.Cells.Count);

        _time.Advance(Lease);
        WriteOthers(1000);
        AssertEmpty();
    }

    [Fact]
    public void Clear_leaves_writers_in_flight_and_kills_everything_else()
    {
        var writer = WriterId.Next();
        var row = StoreSteps.Row(1);
        _store.ReadThrough(StoreSteps.Row(2), 2, size: 100);
        using var ticket = _store.TakeTicket(StoreSteps.Row(3), default);
        _store.Mark(writer, [row.Tags[0]], Lease);
        _store.Clear();

        Assert.Equal(0, _store.Entries.Count);
        _store.Fill(ticket, TestColumn.Result(3), StoreSteps.Hour);
        Assert.False(_store.IsHit(StoreSteps.Row(3)));
        Assert.Equal(MissReason.WriterInFlight, _store.Lookup(row).Reason);
        using (var blocked = _store.TakeTicket(row, default))
        {
            Assert.False(blocked.CanFill);
        }

        _store.Bump(writer, [row.Tags[0]]);
        ticket.Dispose();
        AssertEmpty();
    }

    [Fact]
    public void Hit_allocates_nothing_and_asks_for_no_tags()
    {
        var row = StoreSteps.Row(1);
        _store.ReadThrough(row, 1, size: 100);
        Assert.True(_store.IsHit(row));
        var asked = row.TagsAsked;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var hits = 0;
        for (var i = 0; i < 1000; i++)
        {
            hits += _store.IsHit(row) ? 1 : 0;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1000, hits);
        Assert.Equal(0, allocated);
        Assert.Equal(asked, row.TagsAsked);
    }

    private void WriteOthers(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var writer = WriterId.Next();
            _store.Mark(writer, [new Tag("t:others:all")], Lease);
            _store.Bump(writer, [new Tag("t:others:all")]);
        }
    }

    private void AssertEmpty()
    {
        Assert.Equal(0, _store.Entries.Count);
        Assert.Equal(0, _store.Cells.Count);
        Assert.Equal(0, _store.Size);
    }
}
