using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.InProcess;

public sealed class EvictionTests
{
    private const long Limit = 1 << 20;

    [Fact]
    public void Fill_beyond_the_limit_evicts_and_stays_within_it()
    {
        var store = StoreSteps.Create(Limit);
        const int fills = 5000;
        for (var i = 0; i < fills; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
            Assert.InRange(store.Size, 1, Limit);
        }

        Assert.InRange(store.Entries.Count, 300, 1000);
        Assert.Equal(fills - store.Entries.Count, store.Entries.Evictions(EvictionReason.Size));
        Assert.Equal(store.Entries.Count + 1, store.Cells.Count);
    }

    [Fact]
    public void Scan_leaves_the_hot_set_in_place()
    {
        var store = StoreSteps.Create(Limit);
        const int hot = 200;
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < hot; i++)
            {
                store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
            }
        }

        for (var i = 0; i < 20_000; i++)
        {
            store.ReadThrough(StoreSteps.Row(1_000_000 + i), i, size: 1000);
        }

        Assert.Equal(hot, Enumerable.Range(0, hot).Count(i => store.IsHit(StoreSteps.Row(i))));
    }

    [Fact]
    public void Hot_set_that_changes_takes_the_place_of_the_old_one()
    {
        var store = StoreSteps.Create(Limit);
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 500; i++)
            {
                store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
            }
        }

        for (var round = 0; round < 20; round++)
        {
            for (var i = 1000; i < 1500; i++)
            {
                store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
            }
        }

        Assert.InRange(Enumerable.Range(1000, 500).Count(i => store.IsHit(StoreSteps.Row(i))), 450, 500);
    }

    [Fact]
    public void Key_that_comes_back_soon_after_its_eviction_survives_a_scan()
    {
        var store = StoreSteps.Create(Limit);
        var row = StoreSteps.Row(-1);
        store.ReadThrough(row, 1, size: 1000);
        for (var i = 0; store.Entries.Evictions(EvictionReason.Size) == 0; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
        }

        store.ReadThrough(row, 1, size: 1000);
        for (var i = 10_000; i < 12_000; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
        }

        Assert.True(store.IsHit(row));
    }

    [Fact]
    public void Popular_entry_that_was_invalidated_comes_back_to_the_main_queue()
    {
        var store = StoreSteps.Create(Limit);
        var row = StoreSteps.Row(-1);
        for (var i = 0; i < 4; i++)
        {
            store.ReadThrough(row, 1, size: 1000);
        }

        store.Bump(WriterId.Next(), [row.Tags[0]]);
        store.ReadThrough(row, 2, size: 1000);
        for (var i = 0; i < 5000; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
        }

        Assert.True(store.IsHit(row));
    }

    [Fact]
    public void Entry_larger_than_a_tenth_of_the_limit_is_not_stored()
    {
        var store = StoreSteps.Create(Limit);
        store.ReadThrough(StoreSteps.Row(1), 1, size: Limit / 10);
        Assert.Equal(0, store.Entries.Count);
        Assert.Equal(0, store.Size);

        store.ReadThrough(StoreSteps.Row(1), 1, size: (Limit / 10) - 1000);
        Assert.Equal(1, store.Entries.Count);
    }

    [Fact]
    public void Lookup_of_a_dead_entry_removes_it_at_once()
    {
        var store = StoreSteps.Create();
        var row = StoreSteps.Row(1);
        store.ReadThrough(row, 1, size: 1000);
        store.Bump(WriterId.Next(), [row.Tags[0]]);
        Assert.False(store.IsHit(row));

        Assert.Equal(0, store.Entries.Count);
        Assert.Equal(0, store.Size);
        Assert.Equal(1, store.Entries.Evictions(EvictionReason.Invalidated));
    }

    [Fact]
    public void Lookup_of_an_expired_entry_removes_it_at_once()
    {
        var time = new FakeTimeProvider();
        var store = StoreSteps.Create(time: time);
        store.ReadThrough(StoreSteps.Row(1), 1, size: 1000);
        time.Advance(StoreSteps.Hour.Absolute);
        Assert.False(store.IsHit(StoreSteps.Row(1)));

        Assert.Equal(0, store.Size);
        Assert.Equal(1, store.Entries.Evictions(EvictionReason.Expired));
    }

    [Fact]
    public void Eviction_tells_the_dead_and_the_expired_from_the_rest()
    {
        var time = new FakeTimeProvider();
        var store = StoreSteps.Create(time: time);
        for (var i = 0; i < 500; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
        }

        store.Bump(WriterId.Next(), [new Tag("t:rows:bulk")]);
        time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 500; i < 1500; i++)
        {
            store.ReadThrough(StoreSteps.Row(i), i, size: 1000);
        }

        Assert.Equal(500, store.Entries.Evictions(EvictionReason.Invalidated));
    }

    [Fact]
    public void Entries_that_are_invalidated_again_and_again_leave_nothing_in_the_queues()
    {
        var store = StoreSteps.Create(1 << 28);
        var row = StoreSteps.Row(1);
        for (var i = 0; i < 20_000; i++)
        {
            store.ReadThrough(row, i, size: 1000);
            store.Bump(WriterId.Next(), [row.Tags[0]]);
        }

        Assert.InRange(store.Entries.Queued, 0, 300);
        Assert.Equal(19_999, store.Entries.Evictions(EvictionReason.Invalidated));
    }

    [Fact]
    public void Replacing_an_entry_counts_its_size_once()
    {
        var store = StoreSteps.Create();
        var row = StoreSteps.Row(1);
        store.ReadThrough(row, 1, size: 1000);
        var size = store.Size;
        for (var i = 0; i < 10; i++)
        {
            using var ticket = store.TakeTicket(row, store.Lookup(row));
            store.Fill(ticket, TestColumn.Result(i, 1000), StoreSteps.Hour);
        }

        Assert.Equal(size, store.Size);
        Assert.Equal(1, store.Entries.Count);
    }
}
