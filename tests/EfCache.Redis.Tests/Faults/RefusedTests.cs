using EfCache.Diagnostics;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>No server: nobody answers at its port, from the start or later.</summary>
public sealed class RefusedTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Without_a_server_from_the_start_the_database_answers_until_there_is_one(
        InvalidationFailure failure,
        bool async
    )
    {
        Proxy.Refuse();
        await using var instance = Behind(failure);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
        }

        Assert.False(instance.Store.IsAvailable);
        await AssertWritesAsync(instance, async);
        Assert.Equal(0, await instance.CheckAsync(async));

        Proxy.Accept();
        await instance.RecoverAsync();
        await instance.WarmAsync(async);
        AssertOneOutage(instance);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task When_the_server_goes_away_the_database_answers_and_what_was_written_is_told_before_the_first_hit(
        InvalidationFailure failure,
        bool async
    )
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));

        TakeAway();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
        }

        await AssertWritesAsync(instance, async);
        Assert.Equal(0, await instance.CheckAsync(async));

        Proxy.Accept();
        await instance.RecoverAsync();
        // Not before both have seen the write: the other's entries are dead as soon as this one is served again.
        await instance.CheckAsync(async);
        await other.CheckAsync(async);
        await instance.WarmAsync(async);
        await instance.WriteAsync(async);
        Assert.Equal(0, await other.CheckAsync(async));
        AssertOneOutage(instance);
        Assert.Equal(0, other.Logged(EfCacheEventId.StoreUnavailable));
    }
}
