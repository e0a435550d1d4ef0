using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

public abstract partial class CacheStoreSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_of_an_unknown_key_misses_as_absent(bool async)
    {
        var store = Driver(async);
        await AssertMiss(store, Request(Orders), MissReason.Absent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_after_a_fill_hits_with_its_rows(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders, Products), 1);

        await AssertHit(store, Request(Orders, Products), 1);
        await AssertHit(store, Request(Orders, Products), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_without_tags_hits(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(), 1);

        await AssertHit(store, Request(), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_compares_the_whole_key(bool async)
    {
        var store = Driver(async);
        var one = new byte[10_000];
        var other = new byte[10_000];
        other[^1] = 1;
        await Fill(store, new TestRequest(one, Orders), 1);
        await AssertMiss(store, new TestRequest(other, Orders), MissReason.Absent);
        await AssertMiss(store, new TestRequest(one[..^1], Orders), MissReason.Absent);
        await Fill(store, new TestRequest(other, Orders), 2);

        await AssertHit(store, new TestRequest(one, Orders), 1);
        await AssertHit(store, new TestRequest(other, Orders), 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_of_an_empty_key_hits(bool async)
    {
        var store = Driver(async);
        await Fill(store, new TestRequest(Array.Empty<byte>(), Orders), 1);

        await AssertHit(store, new TestRequest(Array.Empty<byte>(), Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_goes_under_the_key_of_the_ticket_when_the_request_was_reused(bool async)
    {
        var store = Driver(async);
        var request = new TestRequest("one", Orders);
        using var ticket = await store.Miss(request);
        "two"u8.CopyTo(request.KeyBytes);
        await store.Fill(ticket, CreateResult(1), Lifetime);

        await AssertHit(store, new TestRequest("one", Orders), 1);
        await AssertMiss(store, new TestRequest("two", Orders), MissReason.Absent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_replaces_what_was_there(bool async)
    {
        var store = Driver(async);
        var request = Request(Orders);
        await Fill(store, request, 1);
        using var refresh = await store.TakeTicket(request, await store.Lookup(request));
        await store.Fill(refresh, CreateResult(2), Lifetime);

        await AssertHit(store, request, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_replaces_a_dead_entry(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1);
        await store.Bump(WriterId.Next(), Orders);
        await Fill(store, Request(Orders), 2);

        await AssertHit(store, Request(Orders), 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fill_of_two_readers_with_equal_stamps_hits(bool async)
    {
        var store = Driver(async);
        using var one = await store.Miss(Request(Orders));
        using var other = await store.Miss(Request(Orders));
        await store.Fill(one, CreateResult(1), Lifetime);
        await store.Fill(other, CreateResult(1), Lifetime);

        await AssertHit(store, Request(Orders), 1);
    }
}
