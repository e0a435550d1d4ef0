using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A connection that was passed in, and that its owner has disposed of.</summary>
public sealed class DisposedTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Without_its_connection_the_store_is_away_for_good(InvalidationFailure failure, bool async)
    {
        var multiplexer = await Server.ConnectAsync();
        await using var instance = new Instance(Database, new RedisConnection(multiplexer), failure);
        await instance.WarmAsync(async);

        await multiplexer.DisposeAsync();

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
        }

        Assert.False(instance.Store.IsAvailable);
        await AssertWritesAsync(instance, async);
        Assert.Equal(1, instance.Logged(Diagnostics.EfCacheEventId.StoreUnavailable));
    }
}
