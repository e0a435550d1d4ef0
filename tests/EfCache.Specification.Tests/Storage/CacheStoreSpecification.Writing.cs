using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

public abstract partial class CacheStoreSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mark_kills_the_entry_and_says_why(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders, Products), 1);
        await store.Mark(WriterId.Next(), Lease, Products);

        await AssertMiss(store, Request(Orders, Products), MissReason.WriterInFlight);
        await AssertMiss(store, Request(Orders, Products), MissReason.WriterInFlight);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mark_leaves_entries_of_other_tags_alone(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1);
        await store.Mark(WriterId.Next(), Lease, Products);

        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_does_not_revive_the_entry(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await Fill(store, Request(Orders), 1);
        await store.Mark(writer, Lease, Orders);
        await store.Bump(writer, Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_lets_the_next_reader_fill(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await store.Bump(writer, Orders);
        await Fill(store, Request(Orders), 2);

        await AssertHit(store, Request(Orders), 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_without_a_mark_kills_the_entry(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1);
        await store.Bump(WriterId.Next(), Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_without_a_mark_kills_the_ticket(bool async)
    {
        var store = Driver(async);
        using var ticket = await store.Miss(Request(Orders));
        await store.Bump(WriterId.Next(), Orders);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertMiss(store, Request(Orders));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_said_again_makes_a_fresh_stamp_each_time(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await store.Bump(writer, Orders);
        await Fill(store, Request(Orders), 1);
        await store.Bump(writer, Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_of_an_unknown_tag_is_harmless(bool async)
    {
        var store = Driver(async);
        await store.Bump(WriterId.Next(), Orders);
        await Fill(store, Request(Orders), 1);

        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_under_a_writer_in_flight_is_dead(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        using var ticket = await store.Miss(Request(Orders));
        await store.Mark(writer, Lease, Orders);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertMiss(store, Request(Orders));
        await store.Bump(writer, Orders);
        await AssertMiss(store, Request(Orders));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_that_lost_the_race_against_a_write_is_dead(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        using var ticket = await store.Miss(Request(Orders, Products));
        await store.Mark(writer, Lease, Products);
        await store.Bump(writer, Products);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertMiss(store, Request(Orders, Products));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_that_lost_the_race_does_not_block_a_newer_one(bool async)
    {
        var store = Driver(async);
        using var late = await store.Miss(Request(Orders));
        await store.Bump(WriterId.Next(), Orders);
        await store.Fill(late, CreateResult(1), Lifetime);
        await Fill(store, Request(Orders), 2);

        await AssertHit(store, Request(Orders), 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_with_an_old_ticket_is_never_served_in_place_of_a_newer_one(bool async)
    {
        var store = Driver(async);
        using var late = await store.Miss(Request(Orders));
        await store.Bump(WriterId.Next(), Orders);
        await Fill(store, Request(Orders), 2);
        await store.Fill(late, CreateResult(1), Lifetime);

        var lookup = await store.Lookup(Request(Orders));
        if (lookup.Result is not null)
        {
            await AssertHit(store, Request(Orders), 2);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Overlapping_writers_each_remove_only_themselves(bool async)
    {
        var store = Driver(async);
        var (one, other) = (WriterId.Next(), WriterId.Next());
        await store.Mark(one, Lease, Orders);
        await store.Mark(other, Lease, Orders);
        await store.Bump(one, Orders);

        using (var blocked = await store.Miss(Request(Orders)))
        {
            Assert.False(blocked.CanFill);
        }

        await store.Bump(other, Orders);
        await Fill(store, Request(Orders), 1);
        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_of_a_stranger_leaves_the_writer_in_flight(bool async)
    {
        var store = Driver(async);
        await store.Mark(WriterId.Next(), Lease, Orders);
        await store.Bump(WriterId.Next(), Orders);
        using var ticket = await store.Miss(Request(Orders));

        Assert.False(ticket.CanFill);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Overlapping_writers_never_revive_an_entry(bool async)
    {
        var store = Driver(async);
        var (one, other) = (WriterId.Next(), WriterId.Next());
        await Fill(store, Request(Orders), 1);
        await store.Mark(one, Lease, Orders);
        await store.Mark(other, Lease, Orders);
        await store.Bump(other, Orders);
        await store.Bump(one, Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mark_said_twice_needs_one_bump(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await store.Mark(writer, Lease, Orders);
        await store.Bump(writer, Orders);
        await Fill(store, Request(Orders), 1);

        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_of_many_tags_reaches_each(bool async)
    {
        var store = Driver(async);
        var tags = Enumerable.Range(0, 1000).Select(i => new Tag($"t:orders:id={i}")).ToArray();
        var writer = WriterId.Next();
        await Fill(store, Request(tags[0]), 1);
        await Fill(store, new TestRequest("last", tags[^1]), 1);
        await store.Mark(writer, Lease, tags);
        await AssertMiss(store, Request(tags[0]), MissReason.WriterInFlight);
        await AssertMiss(store, new TestRequest("last", tags[^1]), MissReason.WriterInFlight);
        await store.Bump(writer, tags);

        await AssertMiss(store, Request(tags[0]));
        await AssertMiss(store, new TestRequest("last", tags[^1]));
    }
}
