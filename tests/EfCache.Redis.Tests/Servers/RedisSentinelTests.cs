namespace EfCache.Redis.Tests.Servers;

public sealed class RedisSentinelTests
{
    [Fact]
    public async Task A_replica_takes_over_with_the_masters_data()
    {
        await using var sentinel = await RedisSentinel.StartAsync();
        await using (var client = await sentinel.ConnectAsync())
        {
            await client.GetDatabase().StringSetAsync("key", "value");
        }

        await WaitForReplicasAsync(sentinel, "value");
        var lost = await sentinel.MasterAsync();
        Assert.Equal(sentinel.Servers[0], lost);
        await lost.KillAsync();

        var master = await sentinel.WaitForFailOverAsync(lost);
        Assert.Contains(master, sentinel.Servers.Skip(1));
        Assert.Equal("value", (await master.ExecuteAsync("GET", "key")).Text);
    }

    [Fact]
    public async Task A_replica_that_was_detached_takes_over_without_what_was_acknowledged_since()
    {
        await using var sentinel = await RedisSentinel.StartAsync();
        var lost = await sentinel.MasterAsync();
        await lost.ExecuteAsync("SET", "key", "old");
        await WaitForReplicasAsync(sentinel, "old");

        await sentinel.DetachReplicasAsync();
        Assert.Equal("OK", (await lost.ExecuteAsync("SET", "key", "new")).Text);
        await lost.KillAsync();

        var master = await sentinel.WaitForFailOverAsync(lost);
        Assert.Equal("old", (await master.ExecuteAsync("GET", "key")).Text);
    }

    private static Task WaitForReplicasAsync(RedisSentinel sentinel, string value) =>
        Wait.UntilAsync(
            "the replicas have the key",
            async () =>
            {
                var values = await Task.WhenAll(sentinel.Servers.Select(server => server.ExecuteAsync("GET", "key")));
                return values.All(read => read.ToString() == value);
            }
        );
}
