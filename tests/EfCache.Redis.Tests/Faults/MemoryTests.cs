using EfCache.Diagnostics;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A server that is out of memory: it refuses, or it evicts.</summary>
public sealed class MemoryTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    public override async ValueTask DisposeAsync()
    {
        await Server.ConfigAsync("maxmemory", "0");
        await Server.ConfigAsync("maxmemory-policy", "noeviction");
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Full_it_takes_marks_and_bumps_still_and_refuses_entries(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));

        await Server.ConfigAsync("maxmemory", "1");
        await instance.WriteAsync(async);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, await other.CheckAsync(async));
            await other.SettleAsync();
        }

        await instance.WriteAsync(async);
        Assert.Equal(0, await instance.CheckAsync(async));
        await Server.ConfigAsync("maxmemory", "0");
        await instance.SettleAsync();
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));
        Assert.Equal(0, instance.Logged(EfCacheEventId.StoreUnavailable));
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Refused_entries_do_not_keep_anybody_from_asking(InvalidationFailure failure)
    {
        await using var instance = Behind(failure);
        await instance.CheckAsync();
        await instance.SettleAsync();
        await Server.ConfigAsync("maxmemory", "1");

        // Many misses at once: what is refused comes in a row, without a lookup in between that would show that the server is well.
        using (var held = Proxy.HoldCommands(CacheScript.IsFill))
        {
            var reads = Enumerable.Range(1, 10).Select(id => instance.ReadAsync(id)).ToArray();
            await held.Struck;
            held.Lift();
            await Task.WhenAll(reads);
        }

        await instance.SettleAsync();
        Assert.True(instance.Store.IsAvailable);
        Assert.Equal(0, instance.Logged(EfCacheEventId.StoreUnavailable));
        await instance.WriteAsync();
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task What_it_evicts_is_filled_again(InvalidationFailure failure)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync();

        await EvictAllAsync();

        Assert.Equal(0, await other.CheckAsync());
        await other.SettleAsync();
        await Server.ConfigAsync("maxmemory", "0");
        await instance.WarmAsync();
        await instance.WriteAsync();
        Assert.Equal(0, await other.CheckAsync());
    }

    private async Task EvictAllAsync()
    {
        await Server.ConfigAsync("maxmemory", "2000000");
        await Server.ConfigAsync("maxmemory-policy", "allkeys-lru");
        var junk = new string('x', 50_000);
        for (var i = 0; (await Server.ExecuteAsync("KEYS", "p:*")).Items.Count > 0; i++)
        {
            await Server.ExecuteAsync("SET", $"junk{i}", junk);
        }
    }
}
