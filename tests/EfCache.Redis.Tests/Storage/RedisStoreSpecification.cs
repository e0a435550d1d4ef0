using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Storage;

/// <summary>The rules, kept by real servers.</summary>
public abstract class RedisStoreSpecification : CacheStoreSpecification, IAsyncLifetime
{
    private RedisConnection? _connection;
    private RedisCacheStore? _store;

    private protected abstract IReadOnlyList<RedisServer> Masters { get; }

    private protected virtual InvalidationFailure Failure => InvalidationFailure.BestEffort;

    // The server tells no other reason for an entry that is not there.
    private protected override MissReason ReasonWhenExpired => MissReason.Absent;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        foreach (var master in Masters)
        {
            await master.ExecuteAsync("FLUSHALL");

            // Nobody waits for a fill; it is there for the next lookup if the server knows the script.
            await master.ExecuteAsync("SCRIPT", "LOAD", RedisScripts.FillSliding.Text);
        }

        _connection = await ConnectAsync();
        await _connection.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        _connection?.Dispose();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task StartAsync();

    private protected abstract Task<RedisConnection> ConnectAsync();

    private protected virtual Task StopAsync() => Task.CompletedTask;

    private protected override CacheStore CreateStore(TimeProvider time) =>
        _store = new RedisCacheStore(
            _connection!,
            "t",
            database: -1,
            Failure,
            // A server that has just started would fill nothing: tests of their own show that.
            new RemoteStoreOptions { TimeProvider = time, Quarantine = TimeSpan.Zero },
            CreateNearCache(time)
        );

    private protected virtual INearCache? CreateNearCache(TimeProvider time) => null;

    private protected override async Task Pass(TimeSpan time)
    {
        await base.Pass(time);
        await Wait.UntilAsync(
            "all is answered that nobody waits for",
            () => Task.FromResult(_store is not { OperationsUnderWay: > 0 })
        );
        foreach (var master in Masters)
        {
            await ServerClock.PassAsync(master, time);
        }
    }
}
