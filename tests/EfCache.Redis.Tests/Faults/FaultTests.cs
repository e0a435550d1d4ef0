using EfCache.Diagnostics;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Faults;

/// <summary>
/// Faults of one server, which is reached by a proxy. What the user may see of a fault: with BestEffort no error, and after it nothing
/// that is older than it; with Strict nothing old, and no error but that a write was refused.
/// </summary>
public abstract class FaultTests(RedisServerFixture fixture) : IClassFixture<RedisServerFixture>, IAsyncLifetime
{
    private RespProxy? _proxy;
    private ParcelDatabase? _database;

    private protected RedisServer Server => fixture.Server;

    private protected RespProxy Proxy => _proxy!;

    private protected ParcelDatabase Database => _database!;

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        _database = new ParcelDatabase();
        _proxy = RespProxy.Start(Server);
        await Server.ExecuteAsync("FLUSHALL");
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        _database?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An instance that reaches the server by the proxy.</summary>
    private protected Instance Behind(
        InvalidationFailure failure,
        RemoteStoreOptions? options = null,
        TimeSpan? syncTimeout = null
    ) => new(Database, Proxy.Configuration(), failure, options: options, syncTimeout: syncTimeout);

    /// <summary>Another instance, which reaches the server without the proxy.</summary>
    private protected Instance Beside(InvalidationFailure failure, RemoteStoreOptions? options = null) =>
        new(Database, Server.Configuration(), failure, options: options);

    /// <summary>All connections through the proxy end, and there are no new ones.</summary>
    private protected void TakeAway()
    {
        Proxy.Refuse();
        Proxy.CutAll();
    }

    /// <summary>While the store is away a write goes through and is kept, or is refused, and then nothing is written.</summary>
    private protected async Task AssertWritesAsync(Instance instance, bool async)
    {
        var before = await Database.NameAsync(ParcelDatabase.Id);
        if (instance.Store.Failure == InvalidationFailure.BestEffort)
        {
            await instance.WriteAsync(async);
            Assert.NotEqual(before, await Database.NameAsync(ParcelDatabase.Id));
            Assert.NotEqual(0, instance.Store.KeptBumps);
            return;
        }

        var refusal = await Assert.ThrowsAsync<CacheInvalidationException>(() => instance.WriteAsync(async));
        Assert.DoesNotContain($"{ParcelDatabase.Id}", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await Database.NameAsync(ParcelDatabase.Id));
    }

    /// <summary>However many queries there were, one message that the store is away and one that it is back.</summary>
    private protected static void AssertOneOutage(Instance instance)
    {
        Assert.Equal(1, instance.Logged(EfCacheEventId.StoreUnavailable));
        Assert.Equal(1, instance.Logged(EfCacheEventId.StoreAvailable));
    }
}
