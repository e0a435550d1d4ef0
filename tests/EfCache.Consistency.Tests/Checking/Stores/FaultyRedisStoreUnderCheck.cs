using EfCache.Redis;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>
/// A server to which things happen, and three processes that use it: two through a proxy of their own each, and one directly.
/// </summary>
internal sealed class FaultyRedisStoreUnderCheck : StoreUnderCheck
{
    private readonly ShiftedTimeProvider _clock = new();
    private readonly RedisConnection[] _connections;
    private readonly RedisCacheStore[] _stores;

    private FaultyRedisStoreUnderCheck(RedisServer server, InvalidationFailure failure, bool hasCircuit)
    {
        // Faults are to be noticed, and survived, within some hundred reads.
        var options = new RemoteStoreOptions
        {
            TimeProvider = _clock,
            LookupTimeout = TimeSpan.FromMilliseconds(100),
            WriteTimeout = TimeSpan.FromMilliseconds(500),
            RecoveryInterval = TimeSpan.FromMilliseconds(20),
            CircuitThreshold = hasCircuit ? RemoteStoreOptions.Default.CircuitThreshold : int.MaxValue,
            // Else what was put forward would be the end of most of them.
            StampLife = TimeSpan.FromHours(1),
        };
        Server = server;
        Proxies = [RespProxy.Start(server), RespProxy.Start(server)];
        _connections =
        [
            .. Proxies
                .Select(proxy => proxy.Configuration())
                .Append(server.Configuration())
                .Select(configuration => new RedisConnection(Impatient(configuration), options.LookupTimeout)),
        ];
        _stores = RedisInstances.Create(_connections, failure, options);
    }

    public RedisServer Server { get; }

    public IReadOnlyList<RespProxy> Proxies { get; }

    public override IReadOnlyList<CacheStore> Instances => _stores;

    /// <param name="failure">What a write does that can't be marked.</param>
    /// <param name="hasCircuit">
    /// Whether servers that fail are left alone for a while. Without it a lookup is as likely as can be to be the first to reach a new run.
    /// </param>
    public static async Task<FaultyRedisStoreUnderCheck> StartAsync(InvalidationFailure failure, bool hasCircuit)
    {
        var store = new FaultyRedisStoreUnderCheck(await RedisServer.StartAsync(), failure, hasCircuit);
        await store.WaitUntilWellAsync();
        await store.AdvanceAsync(RemoteStoreOptions.Default.Quarantine);
        return store;
    }

    /// <summary>Waits until every process reaches the server and has said what it could not say before.</summary>
    public Task WaitUntilWellAsync() =>
        Wait.UntilAsync(
            "every process reaches the server",
            async () =>
            {
                foreach (var connection in _connections)
                {
                    if (!await AnswersAsync(connection))
                    {
                        return false;
                    }
                }

                return Array.TrueForAll(_stores, store => store.IsAvailable && store.KeptBumps == 0);
            }
        );

    public override async Task AdvanceAsync(TimeSpan time)
    {
        _clock.PutForward(time);
        await ServerClock.PassAsync(Server, time);
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

        foreach (var proxy in Proxies)
        {
            await proxy.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    private static ConfigurationOptions Impatient(ConfigurationOptions configuration)
    {
        configuration.ReconnectRetryPolicy = new LinearRetry(10);
        configuration.HeartbeatInterval = TimeSpan.FromMilliseconds(20);
        configuration.ConnectTimeout = 500;
        return configuration;
    }

    private static async Task<bool> AnswersAsync(RedisConnection connection)
    {
        try
        {
            var multiplexer = await connection.OpenAsync();
            await multiplexer.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception exception) when (RedisFault.TryTranslate(exception, connection) is not null)
        {
            return false;
        }
    }
}
