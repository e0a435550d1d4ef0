using EfCache.Redis.Tests.Servers;
using EfCache.Storage.Remote;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Redis.Tests.Wire;

/// <summary>What goes over the wire: a hit is one round trip, a write transaction two, whatever is in the cache.</summary>
public abstract class WireTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("efcache-wire-").FullName;
    private readonly string _prefix = "w" + RedisServer.NewPrefix().TrimEnd(':');
    private RedisConnection? _connection;
    private RedisCacheStore? _store;
    private DbContextOptions<NotesContext>? _options;

    private protected abstract IReadOnlyList<RespProxy> Proxies { get; }

    private protected virtual InvalidationFailure Failure => InvalidationFailure.BestEffort;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        _connection = await ConnectAsync();
        await _connection.OpenAsync();
        _store = new RedisCacheStore(
            _connection,
            _prefix,
            database: -1,
            Failure,
            // Measuring holds answers back.
            new RemoteStoreOptions { Quarantine = TimeSpan.Zero, LookupTimeout = TimeSpan.FromSeconds(10) },
            CreateNearCache()
        );
        _options = new DbContextOptionsBuilder<NotesContext>()
            .UseSqlite($"Data Source={Path.Combine(_folder, "notes.db")}")
            .AddSecondLevelCache(cache => cache.UseStore(new FixedStoreChoice(_store)).WithKeyPrefix(_prefix))
            .Options;
        await using var context = Open();
        await context.Database.EnsureCreatedAsync(Cancellation);
        context.AddRange(Enumerable.Range(1, 20).Select(id => new Note { Id = id, Text = "text" }));
        await context.SaveChangesAsync(Cancellation);

        // Scripts are known from now on, and the server's run.
        foreach (var async in (bool[])[true, false])
        {
            await ReadAsync(async, 20);
            await WriteAsync(async, 20);
            await ReadAsync(async, 20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        _connection?.Dispose();
        await StopAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hit_is_one_round_trip(bool async)
    {
        await ReadAsync(async, 1);
        using var wire = await MeasureAsync();
        var text = await ReadAsync(async, 1);

        Assert.Equal("text", text);
        Assert.Equal(1, wire.RoundTrips);
        AssertLookup(wire.Commands, async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Miss_of_known_tags_is_a_lookup_and_a_fill(bool async)
    {
        await ReadAllAsync(async, "other");
        using var wire = await MeasureAsync();
        await ReadAllAsync(async, "none");
        await Wait.UntilAsync("the fill is answered", () => Task.FromResult(_store!.OperationsUnderWay == 0));

        // The fill is not waited for, and lets the stamps that it depends on live on.
        Assert.Equal(2, wire.RoundTrips);
        Assert.Single(wire.Names, "PSETEX");
        Assert.Equal(2, wire.Names.Count(name => name == "PEXPIRE"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_of_one_row_is_two_round_trips(bool async)
    {
        using var wire = await MeasureAsync();
        await WriteAsync(async, 2);

        Assert.Equal(2, wire.RoundTrips);
        Assert.All(wire.Names, name => Assert.Equal("EVALSHA", name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_of_many_rows_is_two_round_trips(bool async)
    {
        await using var context = Open();
        foreach (var note in await context.Notes.ToListAsync(Cancellation))
        {
            note.Text += "+";
        }

        using var wire = await MeasureAsync();
        _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();

        Assert.Equal(2, wire.RoundTrips);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transaction_of_one_save_is_two_round_trips(bool async)
    {
        using var wire = await MeasureAsync();
        await using var context = Open();
        if (async)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            (await context.Notes.SingleAsync(note => note.Id == 3, Cancellation)).Text += "+";
            await context.SaveChangesAsync(Cancellation);
            await transaction.CommitAsync(Cancellation);
        }
        else
        {
            using var transaction = context.Database.BeginTransaction();
            context.Notes.Single(note => note.Id == 3).Text += "+";
            context.SaveChanges();
            transaction.Commit();
        }

        Assert.Equal(2, wire.RoundTrips);
    }

    private protected virtual INearCache? CreateNearCache() => null;

    private protected abstract Task<RedisConnection> ConnectAsync();

    private protected virtual Task StopAsync() => Task.CompletedTask;

    private protected abstract void AssertLookup(IReadOnlyList<RespCommand> commands, bool async);

    /// <summary>From when on all is answered that was sent before.</summary>
    private async Task<WireMeasurement> MeasureAsync()
    {
        await Wait.UntilAsync("all is answered", () => Task.FromResult(_store!.OperationsUnderWay == 0));
        var multiplexer = await _connection!.OpenAsync();
        foreach (var server in multiplexer.GetServers())
        {
            await server.PingAsync();
        }

        return WireMeasurement.Start(Proxies);
    }

    private NotesContext Open() => new(_options!);

    private async Task<string> ReadAsync(bool async, int id)
    {
        await using var context = Open();
        var query = context.Notes.Where(note => note.Id == id).Select(note => note.Text).Cacheable();
        return async ? await query.SingleAsync(Cancellation) : query.Single();
    }

    private async Task ReadAllAsync(bool async, string text)
    {
        await using var context = Open();
        var query = context.Notes.Where(note => note.Text == text + (async ? "1" : "2")).Cacheable();
        _ = async ? await query.ToListAsync(Cancellation) : query.ToList();
    }

    private async Task WriteAsync(bool async, int id)
    {
        await using var context = Open();
        context.Update(new Note { Id = id, Text = "text" });
        _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
    }
}
