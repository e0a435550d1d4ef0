using System.Data;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Results that are read bit by bit, several at once, or not to their end.</summary>
public abstract class StreamingSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enumeration_broken_off_closes_the_connection_and_has_stored_the_whole(bool async)
    {
        for (var i = 0; i < 3; i++)
        {
            await using var context = Cached();
            var (_, commands) = await CountAsync(() => ReadOneAsync(context, async));
            Assert.Equal(i == 0 ? 1 : 0, commands);
            Assert.Equal(ConnectionState.Closed, context.Database.GetDbConnection().State);
        }

        var (rows, none) = await RunAsync(c => c.Customers.OrderBy(x => x.Id).Cacheable(), async);
        Assert.Equal(0, none);
        Assert.Equal(8, rows.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enumeration_above_the_limits_broken_off_closes_the_connection(bool async)
    {
        await using var context = Cached(c => c.WithEntryLimits(maxRows: 2, maxBytes: 1 << 20));
        await ReadOneAsync(context, async);
        Assert.Equal(ConnectionState.Closed, context.Database.GetDbConnection().State);
        Assert.Equal(8, (await ListAsync(context.Customers.OrderBy(x => x.Id).Cacheable(), async)).Count);
    }

    [Fact]
    public async Task Two_enumerations_of_one_context_at_once_do_not_disturb_each_other()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var context = Cached();
            using var one = context
                .Customers.AsNoTracking()
                .OrderBy(x => x.Id)
                .Cacheable()
                .AsEnumerable()
                .GetEnumerator();
            using var two = context
                .Customers.AsNoTracking()
                .OrderBy(x => x.Id)
                .Cacheable()
                .AsEnumerable()
                .GetEnumerator();
            Assert.True(one.MoveNext());
            Assert.True(one.MoveNext());
            Assert.True(two.MoveNext());
            Assert.Equal(2, one.Current.Id);
            Assert.Equal(1, two.Current.Id);
            while (one.MoveNext()) { }

            Assert.True(two.MoveNext());
            Assert.Equal(2, two.Current.Id);
        }
    }

    [Fact]
    public async Task Two_asynchronous_enumerations_of_one_context_at_once_do_not_disturb_each_other()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var context = Cached();
            await using var one = Query(context).GetAsyncEnumerator(Cancellation);
            await using var two = Query(context).GetAsyncEnumerator(Cancellation);
            Assert.True(await one.MoveNextAsync());
            Assert.True(await one.MoveNextAsync());
            Assert.True(await two.MoveNextAsync());
            Assert.Equal(2, one.Current.Id);
            Assert.Equal(1, two.Current.Id);
            while (await one.MoveNextAsync()) { }

            Assert.True(await two.MoveNextAsync());
            Assert.Equal(2, two.Current.Id);
        }

        static IAsyncEnumerable<Customer> Query(ShopContext context) =>
            context.Customers.AsNoTracking().OrderBy(x => x.Id).Cacheable().AsAsyncEnumerable();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_inside_an_enumeration_has_its_own_rows(bool async)
    {
        List<string> results = [];
        for (var i = 0; i < 2; i++)
        {
            await using var context = Cached();
            var (text, commands) = await CountAsync(async () =>
            {
                List<string> lines = [];
                foreach (var customer in context.Customers.AsNoTracking().OrderBy(x => x.Id).Cacheable())
                {
                    var id = customer.Id;
                    var totals = await ListAsync(
                        context
                            .Orders.Where(o => o.CustomerId == id)
                            .OrderBy(o => o.Id)
                            .Select(o => o.Total)
                            .Cacheable(),
                        async
                    );
                    lines.Add($"{customer.Name}: {TextOf(totals)}");
                }

                return TextOf(lines);
            });
            results.Add(text);
            Assert.Equal(i == 0 ? 9 : 0, commands);
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public async Task Enumeration_cancelled_before_a_hit_is_cancelled()
    {
        await RunAsync(c => c.Customers.Cacheable());
        await using var context = Cached();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            context.Customers.Cacheable().ToListAsync(new CancellationToken(canceled: true))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_that_fails_is_not_stored_and_can_be_run_again(bool async)
    {
        IQueryable<Category> Query(ShopContext c) =>
            c.Categories.FromSqlRaw("SELECT * FROM \"NotYet\"").Cacheable(q => q.DependsOn<Category>());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RunAsync(Query, async));
        Assert.Equal(0, EntryCount);
        await Database.ExecuteAsync("CREATE VIEW \"NotYet\" AS SELECT * FROM \"Categories\"");
        try
        {
            Assert.Equal(3, (await RunAsync(Query, async)).Rows.Count);
            await AssertHitAsync(Query, async);
        }
        finally
        {
            await Database.ExecuteAsync("DROP VIEW \"NotYet\"");
        }
    }

    private static async Task<int> ReadOneAsync(ShopContext context, bool async)
    {
        var query = context.Customers.OrderBy(x => x.Id).Cacheable();
        if (async)
        {
            await foreach (var customer in query.AsAsyncEnumerable().WithCancellation(Cancellation))
            {
                return customer.Id;
            }
        }
        else
        {
            foreach (var customer in query)
            {
                return customer.Id;
            }
        }

        return 0;
    }
}
