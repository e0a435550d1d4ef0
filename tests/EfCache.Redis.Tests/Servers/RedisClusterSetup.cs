namespace EfCache.Redis.Tests.Servers;

/// <summary>Makes a cluster of servers that know nothing of each other.</summary>
internal static class RedisClusterSetup
{
    public static async Task<RedisServer[]> StartNodesAsync(int count)
    {
        var nodes = Enumerable
            .Range(0, count)
            .Select(_ => RedisServer.StartAsync(new RedisServerOptions { IsClusterNode = true }));
        return await Task.WhenAll(nodes);
    }

    /// <summary>Clients, and replicas, are told the proxy's port and not the node's, also after a restart.</summary>
    public static async Task AnnounceAsync(RedisServer node, RespProxy proxy)
    {
        await node.ConfigAsync("cluster-announce-port", $"{proxy.Port}");
        await node.ExecuteAsync("CONFIG", "REWRITE");
    }

    public static async Task AssignSlotsAsync(IReadOnlyList<RedisServer> masters)
    {
        for (var i = 0; i < masters.Count; i++)
        {
            var first = ClusterSlot.Count * i / masters.Count;
            var last = (ClusterSlot.Count * (i + 1) / masters.Count) - 1;
            await masters[i].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", $"{first}", $"{last}");
            // Else they find out only later, one by one, that they all have the same one.
            await masters[i].ExecuteAsync("CLUSTER", "SET-CONFIG-EPOCH", $"{i + 1}");
        }
    }

    /// <summary>Everybody meets everybody, which is faster than to hear of each other.</summary>
    public static async Task MeetAsync(IReadOnlyList<RedisServer> nodes)
    {
        foreach (var node in nodes)
        {
            var bus = (await node.ExecuteAsync("CONFIG", "GET", "cluster-port")).Items[1].Text;
            foreach (var other in nodes.Where(other => other != node))
            {
                await other.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", $"{node.Port}", bus);
            }
        }

        await Wait.UntilAsync(
            "the nodes know each other",
            async () =>
            {
                var known = await Task.WhenAll(nodes.Select(KnownAsync));
                return known.All(count => count == nodes.Count);
            }
        );
    }

    public static async Task ReplicateAsync(RedisServer replica, string master)
    {
        await Wait.UntilAsync(
            "the replica may replicate",
            async () => (await replica.ExecuteAsync("CLUSTER", "REPLICATE", master)).Text == "OK"
        );
        await replica.WaitUntilConnectedToMasterAsync();
    }

    /// <summary>How many nodes a node has shaken hands with, itself included.</summary>
    private static async Task<int> KnownAsync(RedisServer node)
    {
        var lines = (await node.ExecuteAsync("CLUSTER", "NODES")).Text.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        return lines.Count(line =>
            !line.Contains("handshake", StringComparison.Ordinal) && !line.Contains("noaddr", StringComparison.Ordinal)
        );
    }
}
