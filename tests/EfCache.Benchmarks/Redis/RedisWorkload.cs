using EfCache.Benchmarks.Catalog;
using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Workloads;
using EfCache.InProcess;
using EfCache.Redis;
using EfCache.Settings;
using EfCache.Storage;
using EfCache.Storage.Remote;
using EfCache.Storage.Remote.Payloads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using StackExchange.Redis;

namespace EfCache.Benchmarks.Redis;

/// <summary>One candidate's query, ready to be run again and again: asynchronous, in a context from a pool.</summary>
internal sealed class RedisWorkload : IDisposable
{
    private readonly PooledDbContextFactory<CatalogContext> _contexts;
    private readonly Func<CatalogContext, Task<int>> _query;
    private readonly RedisConnection? _connection;
    private readonly RedisCacheStore? _store;
    private IDatabase? _database;
    private RedisKey _entry;

    public RedisWorkload(
        RedisCandidate candidate,
        RedisProcess server,
        BenchmarkDatabase database,
        Shape shape,
        QueryForm form
    )
    {
        Candidate = candidate;
        var options = new DbContextOptionsBuilder<CatalogContext>();
        database.Use(options);
        if (candidate is RedisCandidate.Hit or RedisCandidate.HitByScript or RedisCandidate.HitNear)
        {
            _connection = new RedisConnection(server.Configuration, TimeSpan.FromSeconds(5));
            _store = Store(_connection, candidate);
            options.AddSecondLevelCache(cache =>
                cache.UseStore(new Choice(_store)).WithKeyPrefix(candidate.ToString())
            );
        }
        else if (candidate == RedisCandidate.GetAndHitInProcess)
        {
            options.AddSecondLevelCache(cache => cache.UseInProcessStore(new InProcessStore()));
        }

        _contexts = new PooledDbContextFactory<CatalogContext>(options.Options);
        _query = QueryOf(
            candidate == RedisCandidate.PlainEf ? CatalogQueries.Plain : CatalogQueries.Cacheable,
            shape,
            form
        );
    }

    public RedisCandidate Candidate { get; }

    /// <summary>Fills the cache.</summary>
    public async Task PrepareAsync(RedisProcess server)
    {
        await RunAsync();
        await RunAsync();
        if (Candidate != RedisCandidate.GetAndHitInProcess)
        {
            return;
        }

        // The bytes of the entry that the other candidate has stored.
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        _entry = multiplexer.GetServers()[0].Keys(pattern: $"{nameof(RedisCandidate.Hit)}:e:*").Single();
        _database = multiplexer.GetDatabase();
        Console.Error.WriteLine($"{(await _database.StringGetAsync(_entry)).Length()} bytes in Redis");
    }

    public async Task RunAsync()
    {
        if (_database is not null && (await _database.StringGetAsync(_entry)).IsNull)
        {
            throw new InvalidOperationException("The entry is gone.");
        }

        await using var context = await _contexts.CreateDbContextAsync();
        await _query(context);
    }

    public void Dispose()
    {
        _store?.Dispose();
        _connection?.Dispose();
        (_database?.Multiplexer as IDisposable)?.Dispose();
    }

    private static RedisCacheStore Store(RedisConnection connection, RedisCandidate candidate) =>
        new(
            connection,
            candidate.ToString(),
            database: -1,
            candidate == RedisCandidate.HitByScript ? InvalidationFailure.Strict : InvalidationFailure.BestEffort,
            new RemoteStoreOptions
            {
                Quarantine = TimeSpan.Zero,
                // What decompression costs, and saves, is another question.
                Limits = new PayloadLimits(1_000_000, 16 << 20, CompressionThreshold: int.MaxValue),
            },
            candidate == RedisCandidate.HitNear ? new NearCache("near", 64 << 20, TimeProvider.System) : null
        );

    private static Func<CatalogContext, Task<int>> QueryOf(CatalogQueries queries, Shape shape, QueryForm form)
    {
        if (form == QueryForm.Linq)
        {
            var id = 42;
            return shape == Shape.PrimaryKey
                ? async context => (await queries.Source(context).FirstAsync(product => product.Id == id)).Id
                : async context =>
                    (await queries.Source(context).Where(product => product.Id <= (int)shape).ToListAsync()).Count;
        }

        if (shape == Shape.PrimaryKey)
        {
            var one = EF.CompileAsyncQuery(queries.One);
            return async context => (await one(context, 42)).Id;
        }

        var many = EF.CompileAsyncQuery(queries.Many);
        return async context =>
        {
            var count = 0;
            await foreach (var product in many(context, (int)shape))
            {
                count += product.Id > 0 ? 1 : 0;
            }

            return count;
        };
    }

    private sealed class Choice(CacheStore store) : StoreChoice
    {
        public override string Option => nameof(RedisWorkload);

        public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => store;
    }
}
