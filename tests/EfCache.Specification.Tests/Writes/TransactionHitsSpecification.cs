using System.Data;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes;

/// <summary>
/// Hits in explicit transactions, for contexts that ask for them: at READ COMMITTED, and never of what the transaction wrote.
/// SQLite's transactions are serializable, so that nothing is served in them.
/// </summary>
public abstract class TransactionHitsSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    private int HitCommands => Database.IsPostgreSql ? 0 : 1;

    [Theory]
    [InlineData(false, IsolationLevel.Unspecified)]
    [InlineData(true, IsolationLevel.Unspecified)]
    [InlineData(false, IsolationLevel.ReadCommitted)]
    [InlineData(true, IsolationLevel.ReadCommitted)]
    [InlineData(true, IsolationLevel.ReadUncommitted)]
    public async Task Hit_is_served_where_the_provider_reports_read_committed_or_lower(
        bool async,
        IsolationLevel isolation
    )
    {
        await WarmAsync(Categories);
        await using var context = Serving();
        await using var transaction = await context.Database.BeginTransactionAsync(isolation, Cancellation);

        var (rows, commands) = await ReadAsync(Categories(context), async);

        Assert.Equal(3, rows.Count);
        Assert.Equal(HitCommands, commands);
    }

    [Theory]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Snapshot)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task Nothing_is_served_above_read_committed(IsolationLevel isolation)
    {
        Assert.SkipWhen(!Database.IsPostgreSql && isolation == IsolationLevel.Snapshot, "SQLite does not know it.");
        await WarmAsync(Categories);
        await using var context = Serving();
        await using var transaction = await context.Database.BeginTransactionAsync(isolation, Cancellation);

        Assert.Equal(1, (await ReadAsync(Categories(context))).Commands);
        Assert.Equal("transaction", Categories(context).ExplainCaching().BypassReason);
    }

    [Fact]
    public async Task Nothing_is_served_by_default()
    {
        await WarmAsync(Categories);
        await using var context = Cached();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);

        Assert.Equal(1, (await ReadAsync(Categories(context))).Commands);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Miss_reads_the_database_and_stores_nothing(bool async)
    {
        await using (var context = Serving())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            Assert.Equal(1, (await ReadAsync(Categories(context), async)).Commands);
            Assert.Equal(1, (await ReadAsync(Categories(context), async)).Commands);
        }

        await AssertMissAsync(Categories);
        await AssertHitAsync(Categories);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Miss_neither_waits_for_another_read_nor_lets_another_wait(bool async)
    {
        await using (var warm = Cached())
        {
            await Categories(warm).NotCacheable().ToListAsync(Cancellation); // Compiled, and its plan is made.
        }

        using var held = new HeldReads();
        await using var slow = Cached(options: o => o.AddInterceptors(held));
        var leader = Task.Run(() => Categories(slow).ToListAsync(Cancellation), Cancellation);
        await held.Reached;
        await using (var context = Serving())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            Assert.Equal(3, (await ReadAsync(Categories(context), async)).Rows.Count); // Else it would wait for ever.
        }

        held.Release();
        Assert.Equal(3, (await leader).Count);
    }

    [Fact]
    public async Task What_raw_sql_did_to_the_transaction_keeps_it_from_the_cache()
    {
        await WarmAsync(Categories);
        await using var context = Serving(c => c.VaryBy(_ => 0));
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        await context.Database.ExecuteSqlRawAsync(
            Database.IsPostgreSql ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ" : "PRAGMA read_uncommitted = 0",
            Cancellation
        );

        Assert.Equal("transaction", Categories(context).ExplainCaching().BypassReason);
    }

    [Fact]
    public async Task Transaction_of_raw_sql_is_served_nothing()
    {
        await WarmAsync(Categories);
        await using var context = Serving();
        await context.Database.OpenConnectionAsync(Cancellation);
        await context.Database.ExecuteSqlRawAsync("BEGIN", Cancellation);

        Assert.Equal("transaction", Categories(context).ExplainCaching().BypassReason);
        Assert.Equal(1, (await ReadAsync(Categories(context))).Commands);
        await context.Database.ExecuteSqlRawAsync("ROLLBACK", Cancellation);
    }

    [Fact]
    public async Task Explanation_says_that_nothing_is_stored()
    {
        await using var context = Serving();
        Assert.False(Categories(context).ExplainCaching().IsLookupOnly);
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);

        var explanation = Categories(context).ExplainCaching();

        Assert.Equal(Database.IsPostgreSql, explanation.IsCached);
        Assert.Equal(Database.IsPostgreSql, explanation.IsLookupOnly);
        Assert.Equal(
            Database.IsPostgreSql,
            explanation.ToString().Contains("looked up, and not stored", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Transaction_that_another_context_began_on_the_connection_counts_as_ones_own()
    {
        await WarmAsync(Categories);
        await using var first = Serving();
        await using var transaction = await first.Database.BeginTransactionAsync(Cancellation);
        await using var second = OnConnectionOf(first);
        Assert.Equal(HitCommands, (await ReadAsync(Categories(second))).Commands);

        await first.Categories.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, c => c.Name), Cancellation);

        Assert.Equal(1, (await ReadAsync(Categories(second))).Commands);
    }

    private static IQueryable<Category> Categories(ShopContext context) =>
        context.Categories.AsNoTracking().OrderBy(c => c.Id).Cacheable();

    private ShopContext Serving(Action<Infrastructure.SecondLevelCacheOptionsBuilder>? cache = null) =>
        Cached(c =>
        {
            c.ServeHitsInTransactions();
            cache?.Invoke(c);
        });

    private ShopContext OnConnectionOf(ShopContext first)
    {
        var connection = first.Database.GetDbConnection();
        return Cached(
            c => c.ServeHitsInTransactions(),
            o => _ = Database.IsPostgreSql ? o.UseNpgsql(connection) : o.UseSqlite(connection)
        );
    }
}
