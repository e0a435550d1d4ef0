using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Faults;

/// <summary>Fail-overs by Sentinels: all instances see the same, with best effort and with strict at once.</summary>
public sealed class SentinelTests : IDisposable
{
    private readonly ParcelDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Who_takes_over_revives_nothing_that_was_acknowledged_to_be_dead()
    {
        await using var sentinel = await RedisSentinel.StartAsync();
        await using var careless = Create(sentinel, InvalidationFailure.BestEffort);
        await using var careful = Create(sentinel, InvalidationFailure.Strict);
        Instance[] instances = [careless, careful];
        var lost = await sentinel.MasterAsync();
        foreach (var instance in instances)
        {
            await instance.WarmAsync();
        }

        // The replicas have the entries, and never hear of the write that makes them dead.
        await WaitForReplicasAsync(sentinel, lost);
        await sentinel.DetachReplicasAsync();
        foreach (var instance in instances)
        {
            await instance.WriteAsync();
            await instance.CheckAsync();
            Assert.Equal(0, instance.Store.KeptBumps);
        }

        await lost.KillAsync();
        foreach (var instance in instances)
        {
            Assert.Equal(0, await instance.CheckAsync());
            Assert.Equal(0, await instance.CheckAsync(async: false));
        }

        await careless.WriteAsync();
        await Assert.ThrowsAsync<CacheInvalidationException>(() => careful.WriteAsync());

        var master = await sentinel.WaitForFailOverAsync(lost);
        Assert.Equal(4, (await master.ExecuteAsync("KEYS", "*:e:*")).Items.Count);
        foreach (var instance in instances)
        {
            await instance.RecoverAsync();
            await instance.CheckAsync();
            await instance.SettleAsync();
            await instance.WarmAsync();
            await instance.WriteAsync();
            Assert.Equal(0, await instance.CheckAsync());
            await instance.WarmAsync(async: false);
        }
    }

    private Instance Create(RedisSentinel sentinel, InvalidationFailure failure) =>
        new(
            _database,
            // As a client does by itself: one that tries all the time keeps Sentinels from their work.
            new RedisConnection(sentinel.Configuration(), TimeSpan.FromSeconds(3)),
            failure,
            $"{failure}",
            Instance.FailOverOptions
        );

    private static Task WaitForReplicasAsync(RedisSentinel sentinel, RedisServer master) =>
        Wait.UntilAsync(
            "the replicas have the entries",
            async () =>
            {
                var counts = await Task.WhenAll(
                    sentinel.Servers.Select(async server => (await server.ExecuteAsync("DBSIZE")).Number)
                );
                var whole = (await master.ExecuteAsync("DBSIZE")).Number;
                return counts.All(count => count == whole);
            }
        );
}
