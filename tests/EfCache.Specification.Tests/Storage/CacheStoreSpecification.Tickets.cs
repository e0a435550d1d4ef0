using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

public abstract partial class CacheStoreSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_without_writers_can_fill(bool async)
    {
        var store = Driver(async);
        using var ticket = await store.Miss(Request(Orders, Products));

        Assert.True(ticket.CanFill);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tickets_without_a_write_in_between_have_the_same_stamps(bool async)
    {
        var store = Driver(async);
        using var one = await store.Miss(Request(Orders, Products));
        using var other = await store.Miss(Request(Orders, Products));

        Assert.True(one.HasSameStamps(other));
        Assert.True(other.HasSameStamps(one));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tickets_around_a_write_of_one_tag_have_other_stamps(bool async)
    {
        var store = Driver(async);
        using var before = await store.Miss(Request(Orders, Products));
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Products);
        await store.Bump(writer, Products);
        using var after = await store.Miss(Request(Orders, Products));

        Assert.False(before.HasSameStamps(after));
        Assert.False(after.HasSameStamps(before));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entry_does_not_depend_on_a_tag_that_its_ticket_forgot(bool async)
    {
        var store = Driver(async);
        var request = Request(Orders, Products);
        using (var ticket = await store.Miss(request))
        {
            ticket.Forget(Products);
            await store.Fill(ticket, CreateResult(7), Lifetime);
        }

        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Products);
        await AssertHit(store, request, 7);
        await store.Bump(writer, Products);
        await AssertHit(store, request, 7);

        await store.Mark(writer, Lease, Orders);
        await AssertMiss(store, request);
        await store.Bump(writer, Orders);
        await AssertMiss(store, request);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_that_forgot_a_tag_still_has_the_same_stamps(bool async)
    {
        // Whoever joins its read before it has landed may still share it.
        var store = Driver(async);
        using var one = await store.Miss(Request(Orders, Products));
        using var other = await store.Miss(Request(Orders, Products));
        one.Forget(Products);

        Assert.True(one.HasSameStamps(other));
        Assert.True(other.HasSameStamps(one));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_with_a_writer_in_flight_on_any_tag_cannot_fill(bool async)
    {
        var store = Driver(async);
        await store.Mark(WriterId.Next(), Lease, Products);
        using var ticket = await store.Miss(Request(Orders, Products));
        using var other = await store.Miss(Request(Orders, Products));

        Assert.False(ticket.CanFill);
        Assert.False(ticket.HasSameStamps(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_that_cannot_fill_stores_nothing(bool async)
    {
        var store = Driver(async);
        var writer = WriterId.Next();
        await store.Mark(writer, Lease, Orders);
        using var ticket = await store.Miss(Request(Orders));
        await store.Bump(writer, Orders);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertMiss(store, Request(Orders));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_can_be_compared_after_it_was_disposed(bool async)
    {
        var store = Driver(async);
        var one = await store.Miss(Request(Orders));
        using var other = await store.Miss(Request(Orders));
        one.Dispose();
        one.Dispose();

        Assert.True(one.HasSameStamps(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_disposed_after_its_fill_leaves_the_entry_alone(bool async)
    {
        var store = Driver(async);
        var ticket = await store.Miss(Request(Orders));
        await store.Fill(ticket, CreateResult(1), Lifetime);
        ticket.Dispose();
        ticket.Dispose();

        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticket_abandoned_without_a_fill_stores_nothing(bool async)
    {
        var store = Driver(async);
        (await store.Miss(Request(Orders))).Dispose();

        await AssertMiss(store, Request(Orders), MissReason.Absent);
    }
}
