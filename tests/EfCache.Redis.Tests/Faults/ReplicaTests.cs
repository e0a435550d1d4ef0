using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A master that becomes another's replica while connections to it stay.</summary>
public sealed class ReplicaTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    public override async ValueTask DisposeAsync()
    {
        await Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task A_replica_is_told_nothing_and_with_strict_asked_nothing(InvalidationFailure failure, bool async)
    {
        await using var master = await RedisServer.StartAsync();
        await using var instance = Behind(failure);
        await using var other = new Instance(Database, master.Configuration(), failure);
        await instance.WarmAsync(async);
        // The new master has the old one's data, and the old one becomes its replica.
        await master.ReplicateAsync(Server);
        await master.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await Server.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{master.Port}");

        var hits = await instance.CheckAsync(async);
        if (failure == InvalidationFailure.Strict)
        {
            Assert.Equal(0, hits);
        }

        await AssertWritesAsync(instance, async);
        Assert.Equal(0, await instance.CheckAsync(async));
        await other.WarmAsync(async);
        await other.WriteAsync(async);
        Assert.Equal(0, await instance.CheckAsync(async));

        await Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await instance.RecoverAsync();
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
        await instance.WarmAsync(async);
        await instance.WriteAsync(async);
        await instance.WarmAsync(async);
    }
}
