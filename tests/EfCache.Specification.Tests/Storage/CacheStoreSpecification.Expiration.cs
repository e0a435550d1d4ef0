using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

public abstract partial class CacheStoreSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entry_expires_when_its_time_is_over(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1, new EntryLifetime(TimeSpan.FromSeconds(10)));
        await Pass(TimeSpan.FromSeconds(9));
        await AssertHit(store, Request(Orders), 1);
        await Pass(TimeSpan.FromSeconds(1));

        await AssertMiss(store, Request(Orders), ReasonWhenExpired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entry_that_expired_can_be_filled_anew(bool async)
    {
        var store = Driver(async);
        var lifetime = new EntryLifetime(TimeSpan.FromSeconds(10));
        await Fill(store, Request(Orders), 1, lifetime);
        await Pass(TimeSpan.FromSeconds(10));
        await Fill(store, Request(Orders), 2, lifetime);
        await Pass(TimeSpan.FromSeconds(9));

        await AssertHit(store, Request(Orders), 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entry_lives_for_ever_when_its_time_is_too_long_to_count(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1, new EntryLifetime(TimeSpan.MaxValue));
        await Pass(TimeSpan.FromDays(1));

        await AssertHit(store, Request(Orders), 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sliding_entry_expires_after_the_window_without_a_hit(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1, new EntryLifetime(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10)));
        await Pass(TimeSpan.FromSeconds(10));

        await AssertMiss(store, Request(Orders), ReasonWhenExpired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sliding_entry_lives_on_by_hits_until_its_time_is_over(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1, new EntryLifetime(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)));
        for (var i = 0; i < 3; i++)
        {
            await Pass(TimeSpan.FromSeconds(8));
            await AssertHit(store, Request(Orders), 1);
        }

        await Pass(TimeSpan.FromSeconds(6));
        await AssertMiss(store, Request(Orders), ReasonWhenExpired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sliding_entry_is_still_killed_by_a_write(bool async)
    {
        var store = Driver(async);
        await Fill(store, Request(Orders), 1, new EntryLifetime(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)));
        await AssertHit(store, Request(Orders), 1);
        await store.Bump(WriterId.Next(), Orders);

        await AssertMiss(store, Request(Orders), MissReason.Invalidated);
    }
}
