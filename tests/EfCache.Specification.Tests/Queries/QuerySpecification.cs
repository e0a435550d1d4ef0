using System.Text.Json;
using System.Text.Json.Serialization;
using EfCache.Infrastructure;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries;

/// <summary>What the suites of the read side share: contexts with and without a cache, over one database, and its commands.</summary>
public abstract class QuerySpecification<TDatabase, TDoor>(TDatabase database)
    : IClassFixture<TDatabase>,
        IAsyncLifetime
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private static readonly JsonSerializerOptions Graph = new()
    {
        ReferenceHandler = ReferenceHandler.Preserve,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    protected TDatabase Database => database;

    /// <summary>The test's own store.</summary>
    protected virtual InProcessStore Store { get; } = new();

    protected int EntryCount => TDoor.CountEntries(Store);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync()
    {
        if (database.WhyUnavailable is { } why)
        {
            Assert.Skip(why);
        }

        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A context with the cache, by the suite's door.</summary>
    protected ShopContext Cached(
        Action<SecondLevelCacheOptionsBuilder>? cache = null,
        Action<DbContextOptionsBuilder>? options = null
    ) => new(OptionsOf<ShopContext>(cache, options));

    /// <summary>A context that does not know of a cache.</summary>
    protected ShopContext Uncached(Action<DbContextOptionsBuilder>? options = null)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        Database.Use(builder);
        Quiet(builder);
        options?.Invoke(builder);
        return new ShopContext(builder.Options);
    }

    protected DbContextOptions<TContext> OptionsOf<TContext>(
        Action<SecondLevelCacheOptionsBuilder>? cache = null,
        Action<DbContextOptionsBuilder>? options = null,
        DatabaseFixture? other = null
    )
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        (other ?? Database).Use(builder);
        Quiet(builder);
        builder.AddSecondLevelCache(c =>
        {
            TDoor.UseStore(c, Store);
            TDoor.Choose(c);
            cache?.Invoke(c);
        });
        options?.Invoke(builder);
        return builder.Options;
    }

    protected static async Task<List<T>> ListAsync<T>(IQueryable<T> query, bool async) =>
        async ? await query.ToListAsync(Cancellation) : query.ToList();

    /// <summary>Runs something, and counts the commands that the database saw meanwhile.</summary>
    protected async Task<(T Result, int Commands)> CountAsync<T>(Func<Task<T>> run)
    {
        var before = Database.Commands.Count;
        var result = await run();
        return (result, Database.Commands.Count - before);
    }

    /// <summary>Runs a query in a context of its own.</summary>
    protected async Task<(List<T> Rows, int Commands)> RunAsync<T>(
        Func<ShopContext, IQueryable<T>> query,
        bool async = true,
        Func<ShopContext>? create = null
    )
    {
        await using var context = (create ?? (() => Cached()))();
        return await CountAsync(() => ListAsync(query(context), async));
    }

    protected async Task AssertHitAsync<T>(
        Func<ShopContext, IQueryable<T>> query,
        bool async = true,
        Func<ShopContext>? create = null
    ) => Assert.Equal(0, (await RunAsync(query, async, create)).Commands);

    protected async Task AssertMissAsync<T>(
        Func<ShopContext, IQueryable<T>> query,
        bool async = true,
        Func<ShopContext>? create = null
    ) => Assert.Equal(1, (await RunAsync(query, async, create)).Commands);

    /// <summary>The whole graph of a result, for comparing.</summary>
    protected static string TextOf(object? result) => JsonSerializer.Serialize(result, Graph);

    // A shop's many options make many of EF's service providers, and its model has what EF warns of.
    private static void Quiet(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings =>
            warnings
                .Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)
                .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)
        );
}
