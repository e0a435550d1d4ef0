namespace EfCache.Redis.Tests.Servers;

/// <summary>A slot on its way from one master to another. Until it is completed, the source answers ASK for keys that it does not have, and the target
/// MOVED to who does not say ASKING.</summary>
public sealed class SlotMigration
{
    private readonly RedisCluster _cluster;
    private readonly string _slot;
    private readonly RedisServer _source;
    private readonly RedisServer _target;

    private SlotMigration(RedisCluster cluster, int slot, RedisServer source, RedisServer target)
    {
        _cluster = cluster;
        _slot = $"{slot}";
        _source = source;
        _target = target;
    }

    /// <summary>Moves so many of the slot's keys, or as many as there are, and says how many that were.</summary>
    public async Task<int> MoveKeysAsync(int count)
    {
        var keys = await _source.ExecuteAsync("CLUSTER", "GETKEYSINSLOT", _slot, $"{count}");
        if (keys.Items.Count > 0)
        {
            string[] names = [.. keys.Items.Select(key => key.Text)];
            await _source.ExecuteAsync(["MIGRATE", "127.0.0.1", $"{_target.Port}", "", "0", "5000", "KEYS", .. names]);
        }

        return keys.Items.Count;
    }

    /// <summary>Moves the keys that are left, gives the slot to the target, and waits until every node knows it.</summary>
    public async Task CompleteAsync()
    {
        while (await MoveKeysAsync(1_000) > 0) { }

        // First to whom it is given, so that there is always an owner.
        foreach (var node in (RedisServer[])[_target, _source])
        {
            await node.ExecuteAsync("CLUSTER", "SETSLOT", _slot, "NODE", _cluster.IdOf(_target));
        }

        await _cluster.WaitForOwnerAsync(int.Parse(_slot), owner => owner == _target);
    }

    internal static async Task<SlotMigration> BeginAsync(RedisCluster cluster, int slot, RedisServer target)
    {
        var source = await cluster.OwnerAsync(slot);
        await target.ExecuteAsync("CLUSTER", "SETSLOT", $"{slot}", "IMPORTING", cluster.IdOf(source));
        await source.ExecuteAsync("CLUSTER", "SETSLOT", $"{slot}", "MIGRATING", cluster.IdOf(target));
        return new SlotMigration(cluster, slot, source, target);
    }
}
