using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A Redis Cluster of the tests' own: three masters, which have a third of the slots each, and replicas of them.</summary>
/// <remarks>It takes about three seconds to start. A node that is lost is noticed after one to two seconds.</remarks>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int MasterCount = 3;

    private static readonly Lazy<Task<RedisCluster>> Shared = new(() => StartAsync());

    private readonly Dictionary<string, RedisServer> _nodes = new(StringComparer.Ordinal);

    private RedisCluster(IReadOnlyList<RedisServer> nodes, IReadOnlyList<RespProxy> proxies)
    {
        Nodes = nodes;
        Proxies = proxies;
    }

    /// <summary>The masters, and then the replicas: as it was at the start.</summary>
    public IReadOnlyList<RedisServer> Nodes { get; }

    /// <summary>The masters at the start, in the order of their slots.</summary>
    public IReadOnlyList<RedisServer> Masters => [.. Nodes.Take(MasterCount)];

    /// <summary>The replicas at the start, in the order of their masters.</summary>
    public IReadOnlyList<RedisServer> Replicas => [.. Nodes.Skip(MasterCount)];

    /// <summary>The nodes' proxies, in the nodes' order; empty without.</summary>
    public IReadOnlyList<RespProxy> Proxies { get; }

    private IEnumerable<RedisServer> Answering => Nodes.Where(node => node.Answers);

    /// <summary>Everybody's: three masters whose slots stay where they are. Each test has keys with a prefix of its own (<see cref="RedisServer.NewPrefix"/>).</summary>
    public static Task<RedisCluster> SharedAsync() => Shared.Value;

    /// <param name="replicas">Whether each master has a replica.</param>
    /// <param name="proxied">Whether clients reach each node through a proxy, and through nothing else. So do replicas reach their masters.</param>
    public static async Task<RedisCluster> StartAsync(bool replicas = false, bool proxied = false)
    {
        var nodes = await RedisClusterSetup.StartNodesAsync(replicas ? 2 * MasterCount : MasterCount);
        var cluster = new RedisCluster(nodes, proxied ? [.. nodes.Select(RespProxy.Start)] : []);
        for (var i = 0; i < cluster.Proxies.Count; i++)
        {
            await RedisClusterSetup.AnnounceAsync(nodes[i], cluster.Proxies[i]);
        }

        foreach (var node in nodes)
        {
            cluster._nodes.Add((await node.ExecuteAsync("CLUSTER", "MYID")).Text, node);
        }

        await RedisClusterSetup.AssignSlotsAsync(cluster.Masters);
        await RedisClusterSetup.MeetAsync(nodes);
        for (var i = 0; i < cluster.Replicas.Count; i++)
        {
            await RedisClusterSetup.ReplicateAsync(cluster.Replicas[i], cluster.IdOf(cluster.Masters[i]));
        }

        await cluster.WaitUntilUpAsync();
        return cluster;
    }

    /// <summary>How StackExchange.Redis connects to it, through the proxies if there are; a new one each time.</summary>
    public ConfigurationOptions Configuration()
    {
        var configuration = new ConfigurationOptions();
        foreach (
            var endPoint in Proxies.Count > 0
                ? Proxies.Select(proxy => proxy.EndPoint)
                : Nodes.Select(node => node.EndPoint)
        )
        {
            configuration.EndPoints.Add(endPoint);
        }

        return configuration;
    }

    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(Configuration());

    /// <summary>Counts over all the proxies.</summary>
    /// <param name="ignored">Names of commands that are not counted; <see cref="WireMeasurement.Housekeeping"/> if null.</param>
    public WireMeasurement Measure(IEnumerable<string>? ignored = null) => WireMeasurement.Start(Proxies, ignored);

    /// <summary>Who has a slot now, as the first node that answers knows it.</summary>
    public async Task<RedisServer> OwnerAsync(int slot) => await OwnerAsync(slot, Answering.First());

    /// <summary>A key that starts with <paramref name="prefix"/> and is in a slot of a master.</summary>
    public async Task<string> KeyOnAsync(RedisServer master, string prefix)
    {
        for (var i = 0; ; i++)
        {
            if (await OwnerAsync(ClusterSlot.Of($"{prefix}{i}")) == master)
            {
                return $"{prefix}{i}";
            }
        }
    }

    /// <summary>Until every node that answers says that the cluster is up.</summary>
    public Task WaitUntilUpAsync() => WaitForStateAsync("ok");

    /// <summary>Until every node that answers says that the cluster is down, since nobody has some slots: after the loss of a master without a replica.</summary>
    public Task WaitUntilDownAsync() => WaitForStateAsync("fail");

    /// <summary>Until every node that answers knows that another has the slots of a master that was lost, and that one was promoted.</summary>
    public async Task<RedisServer> WaitForFailOverAsync(RedisServer lost)
    {
        var slot = ClusterSlot.Count * Masters.ToList().IndexOf(lost) / MasterCount;
        await WaitForOwnerAsync(slot, owner => owner != lost);
        await WaitUntilUpAsync();
        return await OwnerAsync(slot);
    }

    /// <summary>Makes a replica the master, in agreement with the master that there is, and waits until every node knows it.</summary>
    public async Task FailOverAsync(RedisServer replica)
    {
        var slot = await FirstSlotAsync(await MasterOfAsync(replica));
        await replica.ExecuteAsync("CLUSTER", "FAILOVER");
        await WaitForOwnerAsync(slot, owner => owner == replica);
    }

    /// <summary>
    /// Takes a replica from its master: what the master is told from now on it never gets. It is paused; when it is continued, while the
    /// master is dead, it takes over with what it has.
    /// </summary>
    public async Task DetachAsync(RedisServer replica)
    {
        var master = await MasterOfAsync(replica);
        await replica.PauseAsync();
        // What was sent to it already is in its socket; what comes now has no way to it.
        await master.ExecuteAsync("CLIENT", "KILL", "TYPE", "replica");
        await Wait.UntilAsync(
            "the master has no replica",
            async () => (await master.InfoAsync("replication"))["connected_slaves"] == "0"
        );
    }

    /// <summary>Moves a slot with its keys, and waits until every node knows it.</summary>
    public async Task MoveSlotAsync(int slot, RedisServer target) =>
        await (await BeginMoveAsync(slot, target)).CompleteAsync();

    /// <summary>Begins to move a slot; no key has been moved yet.</summary>
    public Task<SlotMigration> BeginMoveAsync(int slot, RedisServer target) =>
        SlotMigration.BeginAsync(this, slot, target);

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in Proxies)
        {
            await proxy.DisposeAsync();
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }

    internal string IdOf(RedisServer node) => _nodes.Single(pair => pair.Value == node).Key;

    internal Task WaitForOwnerAsync(int slot, Func<RedisServer, bool> isRight) =>
        WaitForAllAsync($"everybody knows who has slot {slot}", async node => isRight(await OwnerAsync(slot, node)));

    private Task WaitForStateAsync(string state) =>
        WaitForAllAsync(
            $"the cluster's state is {state}",
            async node =>
                (await node.ExecuteAsync("CLUSTER", "INFO")).Text.Contains(
                    $"cluster_state:{state}",
                    StringComparison.Ordinal
                )
        );

    private Task WaitForAllAsync(string what, Func<RedisServer, Task<bool>> condition) =>
        Wait.UntilAsync(
            what,
            async () =>
            {
                foreach (var node in Answering)
                {
                    if (!await condition(node))
                    {
                        return false;
                    }
                }

                return true;
            }
        );

    private async Task<RedisServer> MasterOfAsync(RedisServer replica)
    {
        var nodes = (await replica.ExecuteAsync("CLUSTER", "NODES")).Text.Split('\n');
        // "name address myself,slave master …"
        return _nodes[nodes.Single(node => node.Contains("myself", StringComparison.Ordinal)).Split(' ')[3]];
    }

    private async Task<int> FirstSlotAsync(RedisServer master) =>
        (await RangesAsync(master)).First(range => range.Owner == master).First;

    private async Task<RedisServer> OwnerAsync(int slot, RedisServer asked) =>
        (await RangesAsync(asked)).FirstOrDefault(range => range.First <= slot && slot <= range.Last).Owner
        ?? throw new RespErrorException($"Nobody has slot {slot}.");

    private async Task<IEnumerable<(int First, int Last, RedisServer Owner)>> RangesAsync(RedisServer asked)
    {
        var ranges = (await asked.ExecuteAsync("CLUSTER", "SLOTS")).Items;
        // First slot, last slot, and the nodes, the master first, as address, port, and name.
        return ranges.Select(range =>
            ((int)range.Items[0].Number, (int)range.Items[1].Number, _nodes[range.Items[2].Items[2].Text])
        );
    }
}
