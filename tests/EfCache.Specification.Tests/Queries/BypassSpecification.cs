using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Queries that are not cached, each for a reason that is told.</summary>
public abstract class BypassSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Query_that_does_not_ask_is_not_cached(bool async) =>
        AssertBypassedAsync("not_requested", c => c.Categories, async, all: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Query_that_asks_not_to_be_is_not_cached(bool async) =>
        AssertBypassedAsync("not_cacheable", c => c.Categories.NotCacheable().Cacheable(), async, all: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Raw_SQL_without_its_tables_is_not_cached(bool async) =>
        AssertBypassedAsync(
            "undeclared_dependencies",
            c => c.Categories.FromSql($"SELECT * FROM \"Categories\"").Cacheable(),
            async,
            all: true
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Scalars_of_raw_SQL_without_its_tables_are_not_cached(bool async) =>
        AssertBypassedAsync(
            "undeclared_dependencies",
            c => c.Database.SqlQuery<int>($"SELECT \"Id\" AS \"Value\" FROM \"Categories\"").Cacheable(),
            async,
            all: true
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Function_of_the_model_is_not_cached(bool async) =>
        AssertBypassedAsync(
            "undeclared_dependencies",
            c => c.Categories.Select(x => ShopContext.Shout(x.Name)).Cacheable(),
            async,
            all: true
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clock_is_cached_only_when_the_query_asks(bool async)
    {
        await AssertBypassedAsync(
            "non_deterministic",
            c => c.Orders.Where(x => x.PlacedAt.Year < DateTime.UtcNow.Year),
            async
        );
        await AssertBypassedAsync("non_deterministic", c => c.Orders.Where(x => x.PlacedAt < DateTime.Now), async);
        await AssertBypassedAsync("non_deterministic", c => c.Orders.Where(x => x.PlacedAt < DateTime.Today), async);
        await AssertMissAsync(c => c.Orders.Where(x => x.PlacedAt.Year < DateTime.UtcNow.Year).Cacheable(), async);
        await AssertHitAsync(c => c.Orders.Where(x => x.PlacedAt.Year < DateTime.UtcNow.Year).Cacheable(), async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chance_is_cached_only_when_the_query_asks(bool async)
    {
        await AssertBypassedAsync("non_deterministic", c => c.Orders.OrderBy(x => EF.Functions.Random()), async);
        await AssertBypassedAsync("non_deterministic", c => c.Orders.Where(x => EF.Functions.Random() > 2), async);
        await AssertMissAsync(c => c.Orders.OrderBy(x => EF.Functions.Random()).Cacheable(), async);
        await AssertHitAsync(c => c.Orders.OrderBy(x => EF.Functions.Random()).Cacheable(), async);
        if (Database.IsPostgreSql)
        {
            await AssertBypassedAsync("non_deterministic", c => c.Measures.Where(x => x.Id != Guid.NewGuid()), async);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clock_that_the_client_reads_is_a_value_like_others(bool async)
    {
        var now = new DateTime(2024, 6, 1);
        await AssertMissAsync(c => c.Orders.Where(x => x.PlacedAt < now), async, All);
        await AssertHitAsync(c => c.Orders.Where(x => x.PlacedAt < now), async, All);
        await AssertMissAsync(c => c.Orders.Where(x => x.PlacedAt.Year == now.Year), async, All);
        await AssertHitAsync(c => c.Orders.Where(x => x.PlacedAt.Year == now.Year), async, All);
        await AssertMissAsync(c => c.Orders.Where(x => x.PlacedAt.AddDays(1) > now), async, All);
        await AssertHitAsync(c => c.Orders.Where(x => x.PlacedAt.AddDays(1) > now), async, All);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_arguments_determine_is_cached_under_all_queries(bool async)
    {
        var text = "Customer";
        var day = new DateTime(2024, 2, 3);
        Func<ShopContext, IQueryable<object>>[] queries =
        [
            c => c.Customers.Where(x => x.Name.StartsWith(text)),
            c => c.Customers.Where(x => x.Name.Trim().Replace("C", "K") == text || EF.Functions.Like(x.Name, "%1%")),
            c => c.Customers.Select(x => new { Half = x.Name.Substring(0, 4), x.Name.Length }),
            c => c.Customers.Select(x => x.Name + ", " + x.Address.City).Select(x => new { x }),
            c => c.Products.Where(x => Math.Abs(Math.Round(x.Weight)) > 2),
            c => c.Orders.Where(x => x.PlacedAt.Date == day || x.PlacedAt.Month == 2),
            c => c.Orders.Where(x => x.PlacedAt > new DateTime(2024, 1, 1)),
            c => c.Orders.Select(x => new { Day = x.PlacedAt.AddDays(x.Id), x.PlacedAt.DayOfWeek }),
            c => c.Orders.OrderBy(x => x.Note ?? text).ThenBy(x => x.Total > 20 ? 1 : 0),
            c => c.Customers.Select(x => new { x.Id, Big = x.Labels.Length > 1 }),
            c => c.Customers.Select(x => new { x.Id, First = x.Orders.OrderBy(o => o.Id).FirstOrDefault() }),
            c => c.Customers.Select(x => new { x.Id, Some = x.Orders.OrderBy(o => o.Id).Take(2).ToList() }),
        ];
        foreach (var query in queries)
        {
            var (first, commands) = await RunAsync(query, async, All);
            Assert.Equal(1, commands);
            var (second, none) = await RunAsync(query, async, All);
            await using var context = All();
            Assert.True(none == 0, query(context).ExplainCaching().ToString());
            Assert.Equal(TextOf(first), TextOf(second));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mapped_query_with_its_tables_is_cached_when_the_query_asks(bool async)
    {
        // SQL of the user's may read a clock, like raw SQL in the query itself.
        await AssertBypassedAsync("non_deterministic", c => c.OrderSums, async);
        await AssertMissAsync(c => c.OrderSums.Cacheable(), async);
        await AssertHitAsync(c => c.OrderSums.Cacheable(), async);
        await using (var context = Cached())
        {
            context.Orders.OrderBy(x => x.Id).First().Note += "+";
            _ = async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges();
        }

        await AssertMissAsync(c => c.OrderSums.Cacheable(), async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Mapped_query_without_its_tables_is_not_cached(bool async) =>
        AssertBypassedAsync("undeclared_dependencies", c => c.UndeclaredSums.Cacheable(), async, all: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_in_a_transaction_is_not_cached(bool async)
    {
        await RunAsync(c => c.Categories.Cacheable(), async);
        await using var context = Cached();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        var (_, commands) = await CountAsync(() => ListAsync(context.Categories.Cacheable(), async));
        Assert.Equal(1, commands);
        Assert.Equal("transaction", context.Categories.Cacheable().ExplainCaching().BypassReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Policy_that_does_not_exist_is_an_error_that_names_those_that_do(bool async)
    {
        await using var context = Cached(c => c.AddPolicy("catalog", p => p.WithTtl(TimeSpan.FromHours(1))));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ListAsync(context.Categories.Cacheable("catalogue"), async)
        );
        Assert.Contains("catalog", error.Message, StringComparison.Ordinal);
    }

    private ShopContext All() => Cached(c => c.CacheAllQueries());

    private async Task AssertBypassedAsync<T>(
        string reason,
        Func<ShopContext, IQueryable<T>> query,
        bool async,
        bool all = true
    )
    {
        Func<ShopContext> create = all ? All : () => Cached();
        var entries = EntryCount;
        await AssertMissAsync(query, async, create);
        await AssertMissAsync(query, async, create);
        Assert.Equal(entries, EntryCount);
        await using var context = create();
        var explanation = query(context).ExplainCaching();
        Assert.False(explanation.IsCached);
        Assert.Equal(reason, explanation.BypassReason);
        Assert.NotNull(explanation.BypassDetail);
    }
}
