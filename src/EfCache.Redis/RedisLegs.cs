using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>Divides cells by the servers that have them.</summary>
internal static class RedisLegs
{
    // A script keeps a server from answering others, and its stack is not much deeper.
    public const int MaxKeys = 1000;

    /// <exception cref="StoreUnavailableException">No server is known for some of them.</exception>
    public static RedisLeg[] Of(IConnectionMultiplexer multiplexer, IReadOnlyCollection<Tag> tags)
    {
        if (tags.Count == 0)
        {
            return [];
        }

        var first = ServerOf(multiplexer, FirstKey(tags));
        if (first.ServerType != ServerType.Cluster)
        {
            return tags.Count <= MaxKeys ? [Whole(first, tags)] : InChunks(first, tags);
        }

        var bySlot = new Dictionary<int, (List<RedisKey> Keys, List<int> Indexes)>();
        var index = 0;
        foreach (var tag in tags)
        {
            RedisKey key = tag.Name;
            var slot = multiplexer.GetHashSlot(key);
            if (!bySlot.TryGetValue(slot, out var cells))
            {
                bySlot[slot] = cells = ([], []);
            }

            cells.Keys.Add(key);
            cells.Indexes.Add(index++);
        }

        return
        [
            .. bySlot.Values.SelectMany(cells =>
                Split(ServerOf(multiplexer, cells.Keys[0]), cells.Keys, cells.Indexes)
            ),
        ];
    }

    private static RedisKey FirstKey(IReadOnlyCollection<Tag> tags) =>
        tags is IReadOnlyList<Tag> list ? list[0].Name : tags.First().Name;

    private static IServer ServerOf(IConnectionMultiplexer multiplexer, RedisKey key)
    {
        try
        {
            return multiplexer.GetServer(key, flags: CommandFlags.DemandMaster);
        }
        catch (InvalidOperationException)
        {
            throw new StoreUnavailableException("no server is known that has the keys");
        }
    }

    private static RedisLeg Whole(IServer server, IReadOnlyCollection<Tag> tags)
    {
        var keys = new RedisKey[tags.Count];
        var indexes = new int[tags.Count];
        var index = 0;
        foreach (var tag in tags)
        {
            keys[index] = tag.Name;
            indexes[index] = index++;
        }

        return new RedisLeg(server, keys, indexes);
    }

    private static RedisLeg[] InChunks(IServer server, IReadOnlyCollection<Tag> tags)
    {
        var whole = Whole(server, tags);
        return [.. Split(server, whole.Keys, whole.Indexes)];
    }

    private static IEnumerable<RedisLeg> Split(IServer server, IEnumerable<RedisKey> keys, IEnumerable<int> indexes) =>
        keys.Chunk(MaxKeys).Zip(indexes.Chunk(MaxKeys), (part, at) => new RedisLeg(server, part, at));
}
