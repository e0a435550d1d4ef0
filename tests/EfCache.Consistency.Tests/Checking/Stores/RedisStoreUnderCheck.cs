using EfCache.Redis;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>Servers to which nothing happens, and a few processes' connections to them.</summary>
internal sealed class RedisStoreUnderCheck : StoreUnderCheck
{
    // Nothing is given up because the machine is slow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ShiftedTimeProvider _clock = new();
    private readonly IReadOnlyList<RedisServer> _masters;
    private readonly IAsyncDisposable _servers;
    private readonly RedisConnection[] _connections;
    private readonly RedisCacheStore[] _stores;

    private RedisStoreUnderCheck(
        IAsyncDisposable servers,
        IReadOnlyList<RedisServer> masters,
        Func<ConfigurationOptions> configuration,
        InvalidationFailure failure
    )
    {
        _servers = servers;
        _masters = masters;
        _connections =
        [
            .. Enumerable.Range(0, RedisInstances.Count).Select(_ => new RedisConnection(configuration(), Patience)),
        ];

        // A server that has just started would fill nothing.
        var options = new RemoteStoreOptions
        {
            TimeProvider = _clock,
            Quarantine = TimeSpan.Zero,
            LookupTimeout = Patience,
            WriteTimeout = Patience,
        };
        _stores = RedisInstances.Create(_connections, failure, options);
    }

    public override IReadOnlyList<CacheStore> Instances => _stores;

    public static async Task<RedisStoreUnderCheck> StartServerAsync(InvalidationFailure failure)
    {
        var server = await RedisServer.StartAsync();
        return await OpenAsync(new RedisStoreUnderCheck(server, [server], server.Configuration, failure));
    }

    public static async Task<RedisStoreUnderCheck> StartClusterAsync()
    {
        var cluster = await RedisCluster.StartAsync();
        return await OpenAsync(
            new RedisStoreUnderCheck(cluster, cluster.Masters, cluster.Configuration, InvalidationFailure.BestEffort)
        );
    }

    public override async Task AdvanceAsync(TimeSpan time)
    {
        _clock.PutForward(time);
        foreach (var master in _masters)
        {
            await ServerClock.PassAsync(master, time);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }

        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        await _servers.DisposeAsync();
    }

    private static async Task<RedisStoreUnderCheck> OpenAsync(RedisStoreUnderCheck store)
    {
        foreach (var connection in store._connections)
        {
            await connection.OpenAsync();
        }

        return store;
    }
}
