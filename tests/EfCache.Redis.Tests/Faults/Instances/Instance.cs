using System.Collections.Concurrent;
using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Databases;
using EfCache.Storage.Remote;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>
/// One instance of an application: its own connection and store, and contexts whose log is kept and whose commands that reach the
/// database are counted. Several share a database, as several processes do.
/// </summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly ParcelDatabase _database;
    private readonly RedisConnection _connection;
    private readonly CommandLog _commands = new();
    private readonly ConcurrentQueue<(EventId Id, string Text)> _events = new();
    private readonly string _keyPrefix;
    private int _writes;

    public Instance(
        ParcelDatabase database,
        ConfigurationOptions configuration,
        InvalidationFailure failure,
        string keyPrefix = "p",
        RemoteStoreOptions? options = null,
        TimeSpan? syncTimeout = null
    )
        : this(
            database,
            new RedisConnection(Eager(configuration), syncTimeout ?? TimeSpan.FromSeconds(20)),
            failure,
            keyPrefix,
            options
        ) { }

    public Instance(
        ParcelDatabase database,
        RedisConnection connection,
        InvalidationFailure failure,
        string keyPrefix = "p",
        RemoteStoreOptions? options = null
    )
    {
        _database = database;
        _connection = connection;
        _keyPrefix = keyPrefix;
        Store = new RedisCacheStore(connection, keyPrefix, database: -1, failure, options ?? Options);
    }

    /// <summary>
    /// Nothing runs out of time that a loaded machine is slow with, what failed is tried again at once, and no server has to have run
    /// for a while.
    /// </summary>
    public static RemoteStoreOptions Options { get; } =
        new()
        {
            LookupTimeout = TimeSpan.FromSeconds(20),
            WriteTimeout = TimeSpan.FromSeconds(20),
            RecoveryInterval = TimeSpan.FromMilliseconds(50),
            Quarantine = TimeSpan.Zero,
        };

    /// <summary>Where a server is replaced by another the client holds back what it is given, for a while, and that is waited for.</summary>
    public static RemoteStoreOptions FailOverOptions { get; } =
        Options with
        {
            LookupTimeout = TimeSpan.FromSeconds(3),
            WriteTimeout = TimeSpan.FromSeconds(3),
        };

    public RedisCacheStore Store { get; }

    /// <summary>Everything that was logged.</summary>
    public string Log => string.Join('\n', _events.Select(said => said.Text));

    /// <summary>How often an event was logged.</summary>
    public int Logged(EventId id) => _events.Count(said => said.Id == id);

    public ParcelContext CreateContext() =>
        new(
            new DbContextOptionsBuilder<ParcelContext>()
                .UseSqlite(
                    new CountingSqliteConnection(_database.ConnectionString, _commands),
                    contextOwnsConnection: true
                )
                .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
                .LogTo(
                    (_, level) => level >= LogLevel.Debug,
                    // As text at once: the context is gone later.
                    data => _events.Enqueue((data.EventId, data.ToString()))
                )
                .AddSecondLevelCache(cache =>
                    cache
                        .OnInvalidationFailure(Store.Failure)
                        .WithKeyPrefix(_keyPrefix)
                        .UseStore(new InstanceStore(Store))
                )
                .Options
        );

    /// <summary>Reads a row by its key, and says whether the database was not asked.</summary>
    public async Task<(string? Name, bool IsHit)> ReadAsync(int id, bool async = true)
    {
        await using var context = CreateContext();
        var before = _commands.Count;
        var query = context.Parcels.Where(parcel => parcel.Id == id).Select(parcel => parcel.Name).Cacheable();
        var name = async ? await query.SingleOrDefaultAsync() : query.SingleOrDefault();
        return (name, _commands.Count == before);
    }

    /// <summary>Reads the whole table, and says whether the database was not asked.</summary>
    public async Task<(string[] Names, bool IsHit)> ReadAllAsync(bool async = true)
    {
        await using var context = CreateContext();
        var before = _commands.Count;
        var query = context.Parcels.OrderBy(parcel => parcel.Id).Select(parcel => parcel.Name).Cacheable();
        var names = async ? await query.ToArrayAsync() : query.ToArray();
        return (names, _commands.Count == before);
    }

    /// <summary>Reads so many rows of the other table by their keys, and says for how many the database was not asked.</summary>
    public async Task<int> ReadCouriersAsync(int count, bool async = true)
    {
        var hits = 0;
        for (var id = 1; id <= count; id++)
        {
            await using var context = CreateContext();
            var before = _commands.Count;
            var query = context.Couriers.Where(courier => courier.Id == id).Cacheable();
            _ = async ? await query.SingleOrDefaultAsync() : query.SingleOrDefault();
            hits += _commands.Count == before ? 1 : 0;
        }

        return hits;
    }

    /// <summary>Reads a row by its key and the whole table, compares both with the database, and says how many were hits.</summary>
    public async Task<int> CheckAsync(bool async = true)
    {
        var one = await ReadAsync(ParcelDatabase.Id, async);
        Assert.Equal(await _database.NameAsync(ParcelDatabase.Id), one.Name);
        var all = await ReadAllAsync(async);
        Assert.Equal(await _database.NamesAsync(), all.Names);
        return (one.IsHit ? 1 : 0) + (all.IsHit ? 1 : 0);
    }

    /// <summary>Reads what <see cref="CheckAsync"/> reads until both are hits, as they are to be at the second time.</summary>
    public async Task WarmAsync(bool async = true)
    {
        await CheckAsync(async);
        await SettleAsync();
        Assert.Equal(2, await CheckAsync(async));
    }

    /// <summary>Gives the row another name, one that nobody has had.</summary>
    public async Task WriteAsync(bool async = true, int id = ParcelDatabase.Id)
    {
        await using var context = CreateContext();
        var parcel = await context.Parcels.SingleAsync(parcel => parcel.Id == id);
        parcel.Name = $"{_keyPrefix} {Store.Failure} {++_writes} {Guid.NewGuid():N}";
        if (async)
        {
            await context.SaveChangesAsync();
        }
        else
        {
            context.SaveChanges();
        }
    }

    /// <summary>Until all is answered that nobody waits for.</summary>
    public Task SettleAsync() =>
        Wait.UntilAsync("what nobody waits for is answered", () => Task.FromResult(Store.OperationsUnderWay == 0));

    /// <summary>Until there is a connection, the servers are asked again, and no bump is kept.</summary>
    /// <param name="time">Goes by meanwhile, if it is not the machine's.</param>
    public Task RecoverAsync(FakeTimeProvider? time = null) =>
        Wait.UntilAsync(
            "the store has recovered",
            async () =>
            {
                time?.Advance(TimeSpan.FromSeconds(1));
                return Store.IsAvailable && Store.KeptBumps == 0 && (await _connection.OpenAsync()).IsConnected;
            }
        );

    /// <summary>Until there is a connection.</summary>
    public Task ReconnectAsync() =>
        Wait.UntilAsync("there is a connection", async () => (await _connection.OpenAsync()).IsConnected);

    /// <summary>Until the proxy has all that was sent so far: what comes later was sent later.</summary>
    public async Task FenceAsync(RespProxy proxy)
    {
        using var fence = proxy.Measure(ignored: []);
        var mark = Guid.NewGuid().ToString();
        var echo = (await _connection.OpenAsync()).GetDatabase().ExecuteAsync("ECHO", mark);
        await Wait.UntilAsync(
            "the proxy has all that was sent",
            () => Task.FromResult(fence.Commands.Any(command => command.Arguments.Contains(mark)))
        );
        // Nobody waits for its answer, which may be held back.
        _ = echo.ContinueWith(static failed => failed.Exception, TaskScheduler.Default);
    }

    /// <summary>Nothing of what was logged says which row it was.</summary>
    public void AssertNoKeysInLog()
    {
        Assert.DoesNotContain($"{ParcelDatabase.Id}", Log, StringComparison.Ordinal);
        Assert.DoesNotContain($"{ParcelDatabase.OtherId}", Log, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        AssertNoKeysInLog();
        await SettleAsync();
        Store.Dispose();
        _connection.Dispose();
    }

    /// <summary>A client that is told of a fault at once, and back as soon as the server is.</summary>
    public static ConfigurationOptions Eager(ConfigurationOptions configuration)
    {
        configuration.ReconnectRetryPolicy = new LinearRetry(10);
        configuration.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        configuration.ConnectTimeout = 1000;
        return configuration;
    }
}
