using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A cluster whose nodes and slots change.</summary>
public sealed class ClusterTests : IDisposable
{
    private const int Couriers = 12;

    private readonly ParcelDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Slots_that_are_moved_take_their_cells_along()
    {
        await using var cluster = await RedisCluster.StartAsync();
        foreach (var failure in Enum.GetValues<InvalidationFailure>())
        {
            await using var instance = Create(cluster, failure, $"{failure}");
            await using var other = Create(cluster, failure, $"{failure}");
            await instance.WarmAsync();
            await other.WarmAsync();

            // All of the table's cells are in one slot, of which half are here and half are there.
            var slot = ClusterSlot.Of("{parcels}");
            var source = await cluster.OwnerAsync(slot);
            var migration = await cluster.BeginMoveAsync(slot, cluster.Masters.First(master => master != source));
            await migration.MoveKeysAsync(2);
            foreach (var async in (bool[])[true, false])
            {
                await instance.CheckAsync(async);
                await other.CheckAsync(async);
                await AssertWriteIsSeenOrRefusedAsync(instance, other, async);
            }

            await migration.CompleteAsync();
            foreach (var async in (bool[])[true, false])
            {
                await instance.CheckAsync(async);
                await instance.RecoverAsync();
                await other.CheckAsync(async);
                await other.RecoverAsync();
                foreach (var master in cluster.Masters)
                {
                    await ServerClock.PassAsync(master, TimeSpan.FromMinutes(2));
                }

                await instance.WarmAsync(async);
                await other.WarmAsync(async);
                await instance.WriteAsync(async);
                Assert.Equal(0, await other.CheckAsync(async));
            }
        }
    }

    [Fact]
    public async Task A_replica_that_takes_over_revives_nothing_that_was_acknowledged_to_be_dead()
    {
        await using var cluster = await RedisCluster.StartAsync(replicas: true);
        var owner = await cluster.OwnerAsync(ClusterSlot.Of("{parcels}"));
        await using var careless = Create(cluster, InvalidationFailure.BestEffort, "careless");
        await using var careful = Create(cluster, InvalidationFailure.Strict, "careful");
        Instance[] instances = [careless, careful];
        foreach (var instance in instances)
        {
            await instance.WarmAsync();
        }

        var replica = cluster.Replicas[cluster.Masters.ToList().IndexOf(owner)];
        await Wait.UntilAsync(
            "the replica has the cells",
            async () => (await replica.ExecuteAsync("DBSIZE")).Number == (await owner.ExecuteAsync("DBSIZE")).Number
        );
        await cluster.DetachAsync(replica);
        foreach (var instance in instances)
        {
            await instance.WriteAsync();
            Assert.Equal(0, instance.Store.KeptBumps);
        }

        await owner.KillAsync();
        foreach (var instance in instances)
        {
            Assert.Equal(0, await instance.CheckAsync());
            Assert.Equal(0, await instance.CheckAsync(async: false));
        }

        await careless.WriteAsync();
        await Assert.ThrowsAsync<CacheInvalidationException>(() => careful.WriteAsync());

        replica.Continue();
        Assert.Equal(replica, await cluster.WaitForFailOverAsync(owner));
        foreach (var instance in instances)
        {
            await instance.CheckAsync();
            await UntilServedAsync(instance);
            await instance.WriteAsync();
            Assert.Equal(0, await instance.CheckAsync());
        }
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Without_a_replica_a_lost_nodes_keys_are_the_databases_and_the_other_nodes_go_on(
        InvalidationFailure failure
    )
    {
        await using var cluster = await RedisCluster.StartAsync();
        foreach (var master in cluster.Masters)
        {
            await master.ConfigAsync("cluster-require-full-coverage", "no");
        }

        var lost = await cluster.OwnerAsync(ClusterSlot.Of("{parcels}"));
        Assert.NotEqual(lost, await cluster.OwnerAsync(ClusterSlot.Of("{couriers}")));
        var prefix = await PrefixElsewhereAsync(cluster, lost);
        await using var instance = Create(cluster, failure, prefix);
        await instance.WarmAsync();
        await instance.ReadCouriersAsync(Couriers);
        await instance.SettleAsync();
        Assert.Equal(Couriers, await instance.ReadCouriersAsync(Couriers));
        var elsewhere = await CountCouriersAsync(cluster.Masters.Where(master => master != lost));
        Assert.NotEqual(0, elsewhere);

        await lost.KillAsync();
        foreach (var async in (bool[])[true, false, true])
        {
            Assert.Equal(0, await instance.CheckAsync(async));
            // Their cells are elsewhere, and so are some of the entries: though those of the others fail one after another.
            await Wait.UntilAsync(
                "what the other nodes have is served",
                async () => await instance.ReadCouriersAsync(Couriers, async) == elsewhere
            );
        }

        var refused = await Record.ExceptionAsync(() => instance.WriteAsync());
        Assert.Equal(failure == InvalidationFailure.Strict, refused is CacheInvalidationException);

        await lost.StartAgainAsync();
        await cluster.WaitUntilUpAsync();
        await UntilServedAsync(instance);
        await instance.WriteAsync();
        Assert.Equal(0, await instance.CheckAsync());
    }

    private Instance Create(RedisCluster cluster, InvalidationFailure failure, string keyPrefix) =>
        new(
            _database,
            cluster.Configuration(),
            failure,
            keyPrefix,
            Instance.FailOverOptions,
            syncTimeout: TimeSpan.FromSeconds(3)
        );

    private static async Task AssertWriteIsSeenOrRefusedAsync(Instance instance, Instance other, bool async)
    {
        // Half of the slot's cells: no script can be executed on both halves.
        var refused = await Record.ExceptionAsync(() => instance.WriteAsync(async));
        Assert.True(
            refused is null
                || (refused is CacheInvalidationException && instance.Store.Failure == InvalidationFailure.Strict)
        );
        await instance.CheckAsync(async);
        if (instance.Store.Failure == InvalidationFailure.Strict)
        {
            await other.CheckAsync(async);
        }
    }

    /// <summary>A prefix under which what all entries depend on is on another node.</summary>
    private static async Task<string> PrefixElsewhereAsync(RedisCluster cluster, RedisServer node)
    {
        for (var i = 0; ; i++)
        {
            if (await cluster.OwnerAsync(ClusterSlot.Of($"p{i}:*")) != node)
            {
                return $"p{i}";
            }
        }
    }

    private static Task UntilServedAsync(Instance instance) =>
        Wait.UntilAsync(
            "what is read is served again",
            async () =>
            {
                var hits = await instance.CheckAsync();
                await instance.SettleAsync();
                return hits == 2 && instance.Store.KeptBumps == 0;
            }
        );

    private static async Task<int> CountCouriersAsync(IEnumerable<RedisServer> masters)
    {
        var keys = await Task.WhenAll(masters.Select(master => master.ExecuteAsync("KEYS", "*:e:couriers:*")));
        return keys.Sum(found => found.Items.Count);
    }
}
