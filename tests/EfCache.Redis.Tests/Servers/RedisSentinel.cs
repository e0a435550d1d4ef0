using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A master with two replicas of the tests' own, and three Sentinels that watch it.</summary>
/// <remarks>It takes about three seconds to start. A fail-over takes two to six seconds.</remarks>
public sealed class RedisSentinel : IAsyncDisposable
{
    public const string ServiceName = "shop";

    private const int ReplicaCount = 2;
    private const int SentinelCount = 3;

    private RedisSentinel(IReadOnlyList<RedisServer> servers, IReadOnlyList<RedisServer> sentinels)
    {
        Servers = servers;
        Sentinels = sentinels;
    }

    /// <summary>The master, and then the replicas: as it was at the start.</summary>
    public IReadOnlyList<RedisServer> Servers { get; }

    public IReadOnlyList<RedisServer> Sentinels { get; }

    public static async Task<RedisSentinel> StartAsync()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 1 + ReplicaCount).Select(_ => RedisServer.StartAsync()));
        // One without a connection to the master is not promoted.
        await Task.WhenAll(servers.Skip(1).Select(replica => replica.ReplicateAsync(servers[0])));
        var options = new RedisServerOptions
        {
            IsSentinel = true,
            Settings =
            [
                $"sentinel monitor {ServiceName} 127.0.0.1 {servers[0].Port} 2",
                $"sentinel down-after-milliseconds {ServiceName} 1000",
                // After twice that, a fail-over that came to nothing is tried again.
                $"sentinel failover-timeout {ServiceName} 2000",
            ],
        };
        var sentinels = await Task.WhenAll(
            Enumerable.Range(0, SentinelCount).Select(_ => RedisServer.StartAsync(options))
        );
        var sentinel = new RedisSentinel(servers, sentinels);
        await sentinel.WaitUntilWatchedAsync();
        return sentinel;
    }

    /// <summary>How StackExchange.Redis finds the master by the Sentinels; a new one each time.</summary>
    public ConfigurationOptions Configuration()
    {
        var configuration = new ConfigurationOptions { ServiceName = ServiceName };
        foreach (var sentinel in Sentinels)
        {
            configuration.EndPoints.Add(sentinel.EndPoint);
        }

        return configuration;
    }

    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(Configuration());

    /// <summary>Who is the master, as the first Sentinel that answers knows it.</summary>
    public Task<RedisServer> MasterAsync() => MasterAsync(Sentinels.First(sentinel => sentinel.Answers));

    /// <summary>Until every Sentinel that answers knows of another master than the one that was lost, and that one says so itself.</summary>
    public async Task<RedisServer> WaitForFailOverAsync(RedisServer lost)
    {
        await Wait.UntilAsync(
            "another server is the master",
            async () =>
            {
                var masters = await Task.WhenAll(Sentinels.Where(sentinel => sentinel.Answers).Select(MasterAsync));
                return masters.Distinct().Count() == 1
                    && masters[0] != lost
                    && (await masters[0].InfoAsync("replication"))["role"] == "master";
            }
        );
        return await MasterAsync();
    }

    /// <summary>
    /// Takes all replicas from the master: what it is told from now on they never get, though the Sentinels know them still. When the master is killed
    /// within some seconds, one of them takes over with what it has; after that the Sentinels would put it right.
    /// </summary>
    public async Task DetachReplicasAsync()
    {
        var master = await MasterAsync();
        foreach (var replica in Servers.Where(server => server != master && server.Answers))
        {
            // Nobody listens there.
            await replica.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{LoopbackPorts.Next()}");
        }

        await Wait.UntilAsync(
            "the master has no replica",
            async () => (await master.InfoAsync("replication"))["connected_slaves"] == "0"
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Sentinels.Concat(Servers))
        {
            await server.DisposeAsync();
        }
    }

    private async Task WaitUntilWatchedAsync() =>
        await Wait.UntilAsync(
            "the Sentinels know each other and all servers",
            async () =>
            {
                var seen = await Task.WhenAll(Sentinels.Select(SeenAsync));
                return seen.All(master =>
                    master["flags"] == "master"
                    && master["num-slaves"] == $"{ReplicaCount}"
                    && master["num-other-sentinels"] == $"{SentinelCount - 1}"
                );
            }
        );

    private static async Task<Dictionary<string, string>> SeenAsync(RedisServer sentinel)
    {
        var pairs = (await sentinel.ExecuteAsync("SENTINEL", "MASTER", ServiceName)).Items.Chunk(2);
        return pairs.ToDictionary(pair => pair[0].Text, pair => pair[1].Text, StringComparer.Ordinal);
    }

    private async Task<RedisServer> MasterAsync(RedisServer asked)
    {
        var address = await asked.ExecuteAsync("SENTINEL", "GET-MASTER-ADDR-BY-NAME", ServiceName);
        return Servers.Single(server => server.Port == address.Items[1].Number);
    }
}
