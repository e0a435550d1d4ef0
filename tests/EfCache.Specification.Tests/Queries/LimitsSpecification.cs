using EfCache.Infrastructure;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Results above the limits of an entry, and results that EF Core wants to be buffered.</summary>
public abstract class LimitsSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Result_above_the_row_limit_is_complete_and_not_stored(bool async, bool retries)
    {
        await AssertNotStoredAsync(c => c.WithEntryLimits(maxRows: 3, maxBytes: 1 << 20), async, retries);
        await AssertNotStoredAsync(c => c.WithEntryLimits(maxRows: 7, maxBytes: 1 << 20), async, retries);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task Result_above_the_byte_limit_is_complete_and_not_stored(bool async, bool retries) =>
        AssertNotStoredAsync(c => c.WithEntryLimits(maxRows: 100, maxBytes: 1024), async, retries);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Result_at_the_row_limit_is_stored(bool async, bool retries)
    {
        ShopContext Create() =>
            Cached(c => c.WithEntryLimits(maxRows: 8, maxBytes: 1 << 20), o => Configure(o, retries));
        await AssertMissAsync(c => c.Customers.Cacheable(), async, Create);
        await AssertHitAsync(c => c.Customers.Cacheable(), async, Create);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_with_a_retrying_strategy_gives_the_uncached_result_and_hits(bool async)
    {
        ShopContext Create() => Cached(options: o => Configure(o, retries: true));
        IQueryable<Customer> Query(ShopContext c) =>
            c.Customers.Include(x => x.Orders).ThenInclude(x => x.Lines).OrderBy(x => x.Id).Cacheable();
        await using var plain = Uncached(o => Configure(o, retries: true));
        var expected = TextOf(await Query(plain).ToListAsync(Cancellation));
        var (first, commands) = await RunAsync(Query, async, Create);
        Assert.Equal(1, commands);
        Assert.Equal(expected, TextOf(first));
        var (second, none) = await RunAsync(Query, async, Create);
        Assert.Equal(0, none);
        Assert.Equal(expected, TextOf(second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Split_query_with_a_retrying_strategy_hits(bool async)
    {
        ShopContext Create() => Cached(options: o => Configure(o, retries: true));
        IQueryable<Customer> Query(ShopContext c) =>
            c.Customers.Include(x => x.Orders).OrderBy(x => x.Id).AsSplitQuery().Cacheable();
        var (first, commands) = await RunAsync(Query, async, Create);
        Assert.Equal(2, commands);
        var (second, none) = await RunAsync(Query, async, Create);
        Assert.Equal(0, none);
        Assert.Equal(TextOf(first), TextOf(second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_SQL_with_a_retrying_strategy_hits(bool async)
    {
        ShopContext Create() => Cached(options: o => Configure(o, retries: true));
        IQueryable<Category> Query(ShopContext c) =>
            c
                .Categories.FromSqlRaw("SELECT \"Name\", 1 AS \"Other\", \"Id\" FROM \"Categories\"")
                .Cacheable(q => q.DependsOn<Category>());
        var (first, _) = await RunAsync(Query, async, Create);
        await AssertHitAsync(Query, async, Create);
        Assert.Equal(3, first.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_with_detailed_errors_hits(bool async)
    {
        ShopContext Create() => Cached(options: o => o.EnableDetailedErrors());
        var (first, _) = await RunAsync(c => c.Customers.Cacheable(), async, Create);
        var (second, commands) = await RunAsync(c => c.Customers.Cacheable(), async, Create);
        Assert.Equal(0, commands);
        Assert.Equal(TextOf(first), TextOf(second));
    }

    private static void Configure(DbContextOptionsBuilder options, bool retries)
    {
        if (retries)
        {
            RelationalOptionsExtension extension = RelationalOptionsExtension.Extract(options.Options);
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
                extension.WithExecutionStrategyFactory(d => new PatientStrategy(d))
            );
        }
    }

    private async Task AssertNotStoredAsync(Action<SecondLevelCacheOptionsBuilder> limits, bool async, bool retries)
    {
        ShopContext Create() => Cached(limits, o => Configure(o, retries));
        IQueryable<Customer> Query(ShopContext c) => c.Customers.OrderBy(x => x.Id).Cacheable();
        await using var plain = Uncached();
        var expected = TextOf(await Query(plain).ToListAsync(Cancellation));
        for (var i = 0; i < 2; i++)
        {
            var (rows, commands) = await RunAsync(Query, async, Create);
            Assert.Equal(1, commands);
            Assert.Equal(expected, TextOf(rows));
        }

        Assert.Equal(0, EntryCount);
    }
}
