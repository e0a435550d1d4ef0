using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A server that comes back without what it knew, or with what it knew once (rule 9).</summary>
public sealed class RestartTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Restarted_empty_it_is_filled_again(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync(async);
        await instance.WriteAsync(async);
        await instance.WarmAsync(async);

        await Server.RestartAsync();

        await instance.CheckAsync(async);
        await instance.RecoverAsync();
        await other.RecoverAsync();
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));
        await other.WriteAsync(async);
        Assert.Equal(0, await instance.CheckAsync(async));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task Restarted_from_an_old_dump_it_revives_nothing(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));
        var dump = await Server.SaveDumpAsync();
        await instance.WriteAsync(async);
        Assert.Equal(0, await other.CheckAsync(async));
        await other.SettleAsync();

        await Server.RestartFromDumpAsync(dump);

        // The old entries are there, with the stamps that they were stored with.
        Assert.Equal(2, await CountEntriesAsync());
        await instance.CheckAsync(async);
        await other.CheckAsync(async);
        await instance.RecoverAsync();
        await other.RecoverAsync();
        await using var third = Beside(failure);
        await third.CheckAsync(async);
        await third.SettleAsync();
        Assert.Equal(2, await third.CheckAsync(async));
        await instance.CheckAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));
        await other.WriteAsync(async);
        Assert.Equal(0, await instance.CheckAsync(async));
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Killed_with_a_write_on_its_way_it_revives_nothing(InvalidationFailure failure)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync();
        var dump = await Server.SaveDumpAsync();
        using (var held = Proxy.HoldCommands(CacheScript.IsBump))
        {
            // The mark was set, the row is written, and the bump does not come.
            var write = instance.WriteAsync();
            await held.Struck;
            await Server.RestartFromDumpAsync(dump);
            held.Lift();
            Proxy.CutAll();
            await write;
        }

        await other.CheckAsync();
        await instance.CheckAsync();
        await instance.RecoverAsync();
        await other.RecoverAsync();
        await instance.WarmAsync();
        Assert.Equal(2, await other.CheckAsync());
    }

    private async Task<int> CountEntriesAsync() => (await Server.ExecuteAsync("KEYS", "*:e:*")).Items.Count;
}
