using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

public sealed class RedisClusterTests
{
    [Theory]
    [InlineData("key")]
    [InlineData("shop:{products}:1")]
    [InlineData("a{}{b}")]
    [InlineData("{open")]
    public async Task A_slot_is_the_one_that_the_server_knows(string key)
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { IsClusterNode = true });
        Assert.Equal((await server.ExecuteAsync("CLUSTER", "KEYSLOT", key)).Number, ClusterSlot.Of(key));
    }

    [Fact]
    public async Task A_slot_is_moved_and_clients_are_asked_to_follow()
    {
        await using var cluster = await RedisCluster.StartAsync(proxied: true);
        await using var client = await cluster.ConnectAsync();
        var database = client.GetDatabase();
        var (first, second) = ("{moved}:1", "{moved}:2");
        await database.StringSetAsync(first, "1");
        await database.StringSetAsync(second, "2");
        var slot = ClusterSlot.Of(first);
        var source = await cluster.OwnerAsync(slot);
        var target = cluster.Masters.First(master => master != source);

        var migration = await cluster.BeginMoveAsync(slot, target);
        await migration.MoveKeysAsync(1);
        using (var measurement = cluster.Measure())
        {
            Assert.True(await database.KeyExistsAsync(first));
            Assert.True(await database.KeyExistsAsync(second));
            // One is there still, and for the other the client is sent on.
            Assert.Equal(["ASKING", "EXISTS", "EXISTS", "EXISTS"], measurement.Names.Order(StringComparer.Ordinal));
            Assert.Equal(3, measurement.RoundTrips);
        }

        await migration.CompleteAsync();
        Assert.Equal(target, await cluster.OwnerAsync(slot));
        Assert.Equal("1", await database.StringGetAsync(first));
        Assert.Equal("2", await database.StringGetAsync(second));
        var moved = await Assert.ThrowsAsync<RespErrorException>(() => source.ExecuteAsync("GET", first));
        Assert.Contains("MOVED", moved.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_of_several_nodes_at_once_is_one_round_trip()
    {
        await using var cluster = await RedisCluster.StartAsync(proxied: true);
        await using var client = await cluster.ConnectAsync();
        var database = client.GetDatabase();
        var keys = new List<string>();
        foreach (var master in cluster.Masters)
        {
            keys.Add(await cluster.KeyOnAsync(master, "key"));
        }

        using var measurement = cluster.Measure();
        await Task.WhenAll(keys.Select(key => database.StringGetAsync(key)));

        Assert.Equal(["GET", "GET", "GET"], measurement.Names);
        Assert.Equal(1, measurement.RoundTrips);
    }

    [Fact]
    public async Task A_replica_takes_over_by_order_or_when_its_master_is_lost()
    {
        await using var cluster = await RedisCluster.StartAsync(replicas: true);

        await cluster.FailOverAsync(cluster.Replicas[0]);
        Assert.Equal(cluster.Replicas[0], await cluster.OwnerAsync(0));

        await cluster.Masters[1].KillAsync();
        Assert.Equal(cluster.Replicas[1], await cluster.WaitForFailOverAsync(cluster.Masters[1]));
    }

    [Fact]
    public async Task A_replica_that_was_detached_takes_over_without_what_was_acknowledged_since()
    {
        await using var cluster = await RedisCluster.StartAsync(replicas: true, proxied: true);
        var (master, replica) = (cluster.Masters[0], cluster.Replicas[0]);
        var key = await cluster.KeyOnAsync(master, "key");
        await master.ExecuteAsync("SET", key, "old");
        await Wait.UntilAsync("the replica has it", async () => (await ReadAsync(replica, key)).ToString() == "old");

        await cluster.DetachAsync(replica);
        await master.ExecuteAsync("SET", key, "new");
        await master.KillAsync();
        replica.Continue();

        Assert.Equal(replica, await cluster.WaitForFailOverAsync(master));
        Assert.Equal("old", (await replica.ExecuteAsync("GET", key)).Text);
    }

    [Fact]
    public async Task Without_a_replica_the_loss_of_a_master_takes_the_cluster_down()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await cluster.Masters[2].KillAsync();
        await cluster.WaitUntilDownAsync();

        await cluster.Masters[2].StartAgainAsync();
        await cluster.WaitUntilUpAsync();
    }

    private static async Task<RespValue> ReadAsync(RedisServer replica, string key)
    {
        await using var connection = await RespConnection.OpenAsync(replica.Port);
        await connection.ExecuteAsync(["READONLY"]);
        return await connection.ExecuteAsync(["GET", key]);
    }
}
