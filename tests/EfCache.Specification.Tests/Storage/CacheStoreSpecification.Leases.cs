using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

public abstract partial class CacheStoreSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writer_is_in_flight_until_its_lease_ends(bool async)
    {
        var store = Driver(async);
        await store.Mark(WriterId.Next(), Lease, Orders);
        await Pass(Lease - TimeSpan.FromSeconds(1));
        using (var blocked = await store.Miss(Request(Orders)))
        {
            Assert.False(blocked.CanFill);
        }

        await Pass(TimeSpan.FromSeconds(1));
        await Fill(store, Request(Orders), 1);
        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lease_that_ends_does_not_revive_the_entry(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1);
        await store.Mark(WriterId.Next(), Lease, Orders);
        await Pass(Lease);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lease_that_ends_does_not_revive_a_ticket(bool async)
    {
        var store = Driver(async);
        using var ticket = await store.Miss(Request(Orders));
        await store.Mark(WriterId.Next(), Lease, Orders);
        await Pass(Lease);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertMiss(store, Request(Orders));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readers_after_a_lease_agree_on_one_fresh_stamp(bool async)
    {
        var store = Driver(async);
        await store.Mark(WriterId.Next(), Lease, Orders);
        await Pass(Lease);
        using var one = await store.Miss(Request(Orders));
        using var other = await store.Miss(Request(Orders));

        Assert.True(one.CanFill);
        Assert.True(one.HasSameStamps(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mark_said_again_renews_the_lease(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await Pass(Lease / 2);
        await store.Mark(writer, Lease, Orders);
        await Pass(Lease / 2 + TimeSpan.FromSeconds(1));
        using (var blocked = await store.Miss(Request(Orders)))
        {
            Assert.False(blocked.CanFill);
        }

        await Pass(Lease / 2);
        using var free = await store.Miss(Request(Orders));
        Assert.True(free.CanFill);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lease_of_one_writer_says_nothing_of_the_others(bool async)
    {
        var store = Driver(async);
        var longer = WriterId.Next();
        await store.Mark(WriterId.Next(), Lease, Orders);
        await store.Mark(longer, Lease * 2, Orders);
        await Pass(Lease);
        using (var blocked = await store.Miss(Request(Orders)))
        {
            Assert.False(blocked.CanFill);
        }

        await store.Bump(longer, Orders);
        await Fill(store, Request(Orders), 1);
        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bump_after_the_end_of_the_lease_kills_what_was_filled_since(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await Pass(Lease);
        await Fill(store, Request(Orders), 1);
        await store.Bump(writer, Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mark_after_the_end_of_the_lease_is_in_flight_anew(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        await Pass(Lease);
        await store.Mark(writer, Lease, Orders);
        using var ticket = await store.Miss(Request(Orders));

        Assert.False(ticket.CanFill);
    }
}
