using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Queries that EF Core makes by itself or compiles ahead, and contexts from a pool.</summary>
public abstract class LoadingSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Find_hits_under_all_queries_and_depends_on_its_row(bool async)
    {
        async Task<int> FindAsync(int id)
        {
            await using var context = All();
            var (customer, commands) = await CountAsync(async () =>
                async ? await context.Customers.FindAsync([id], Cancellation) : context.Customers.Find(id)
            );
            Assert.Equal(id, customer!.Id);
            return commands;
        }

        Assert.Equal(1, await FindAsync(1));
        Assert.Equal(0, await FindAsync(1));
        Assert.Equal(1, await FindAsync(2));
        await using (var context = All())
        {
            context.Customers.Find(2)!.Name += "+";
            context.SaveChanges();
        }

        Assert.Equal(0, await FindAsync(1));
        Assert.Equal(1, await FindAsync(2));
    }

    [Fact]
    public async Task Lazy_loading_hits_under_all_queries()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var context = Cached(
                c => c.CacheAllQueries(),
                o => o.UseLazyLoadingProxies(p => p.IgnoreNonVirtualNavigations())
            );
            var (titles, commands) = await CountAsync(() =>
                Task.FromResult(
                    context
                        .Authors.OrderBy(x => x.Id)
                        .ToList()
                        .Select(x => string.Join(',', x.Books.OrderBy(b => b.Id).Select(b => b.Title)))
                        .ToList()
                )
            );
            Assert.Equal(["Notes,More", "Less"], titles);
            Assert.Equal(i == 0 ? 3 : 0, commands);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Explicit_loading_hits_under_all_queries(bool async)
    {
        for (var i = 0; i < 2; i++)
        {
            await using var context = All();
            var (count, commands) = await CountAsync(async () =>
            {
                var customer = (await ListAsync(context.Customers.Where(x => x.Id == 3), async)).Single();
                if (async)
                {
                    await context.Entry(customer).Collection(x => x.Orders).LoadAsync(Cancellation);
                    await context.Entry(customer.Orders[0]).Collection(x => x.Lines).LoadAsync(Cancellation);
                }
                else
                {
                    context.Entry(customer).Collection(x => x.Orders).Load();
                    context.Entry(customer.Orders[0]).Collection(x => x.Lines).Load();
                }

                return customer.Orders.Count + customer.Orders[0].Lines.Count;
            });
            Assert.True(count > 2);
            Assert.Equal(i == 0 ? 3 : 0, commands);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reload_of_an_entity_reads_the_database_when_only_that_tells(bool async)
    {
        await using var context = Cached();
        var customer = context.Customers.Single(x => x.Id == 4);
        await Database.ExecuteAsync($"UPDATE \"Customers\" SET \"Name\" = 'past {async}' WHERE \"Id\" = 4");
        if (async)
        {
            await context.Entry(customer).ReloadAsync(Cancellation);
        }
        else
        {
            context.Entry(customer).Reload();
        }

        Assert.Equal($"past {async}", customer.Name);
    }

    [Fact]
    public async Task Compiled_query_hits()
    {
        var query = EF.CompileQuery(
            (ShopContext c, int id) => c.Customers.Include(x => x.Orders).Where(x => x.Id == id).Cacheable()
        );
        foreach (var (id, expected) in new[] { (1, 1), (2, 1), (1, 0), (2, 0) })
        {
            await using var context = Cached();
            var (rows, commands) = await CountAsync(() => Task.FromResult(query(context, id).ToList()));
            Assert.Equal(id, rows.Single().Id);
            Assert.Equal(expected, commands);
        }
    }

    [Fact]
    public async Task Compiled_asynchronous_query_hits()
    {
        var query = EF.CompileAsyncQuery(
            (ShopContext c, int[] ids) => c.Orders.Cacheable(TimeSpan.FromMinutes(1)).Count(x => ids.Contains(x.Id))
        );
        foreach (var (ids, expected) in new (int[], int)[] { ([1, 2], 1), ([1], 1), ([1, 2], 0), ([1], 0) })
        {
            await using var context = Cached();
            var (count, commands) = await CountAsync(() => query(context, ids));
            Assert.Equal(ids.Length, count);
            Assert.Equal(expected, commands);
        }
    }

    [Fact]
    public async Task Compiled_stream_hits_and_sees_a_write()
    {
        var query = EF.CompileAsyncQuery((ShopContext c) => c.Categories.OrderBy(x => x.Id).Cacheable());
        async Task<(List<Category> Rows, int Commands)> RunAsync()
        {
            await using var context = Cached();
            return await CountAsync(async () => await query(context).ToListAsync(Cancellation));
        }

        Assert.Equal(1, (await RunAsync()).Commands);
        Assert.Equal(0, (await RunAsync()).Commands);
        await using (var context = Cached())
        {
            context.Categories.OrderBy(x => x.Id).First().Name = "renamed";
            await context.SaveChangesAsync(Cancellation);
        }

        Assert.Equal("renamed", (await RunAsync()).Rows[0].Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Contexts_of_a_pool_share_entries_and_keep_nothing_of_each_other(bool async)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        Database.UseShared(builder);
        builder.AddSecondLevelCache(c =>
        {
            TDoor.UseStore(c, Store);
            TDoor.Choose(c);
        });
        var factory = new PooledDbContextFactory<ShopContext>(builder.Options, poolSize: 2);
        var names = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await using (var context = await factory.CreateDbContextAsync(Cancellation))
            {
                Assert.Empty(context.ChangeTracker.Entries());
                names.Add((await ListAsync(context.Products.OrderBy(x => x.Id).Cacheable(), async))[0].Name);
            }

            // Past the library: nobody is told, and a hit goes on to give what it gave.
            await Database.ExecuteAsync($"UPDATE \"Products\" SET \"Name\" = 'past {i} {async}' WHERE \"Id\" = 1");
        }

        Assert.Single(names.Distinct());
        await using (var context = await factory.CreateDbContextAsync(Cancellation))
        {
            context.Products.OrderBy(x => x.Id).Last().Name += "+";
            await context.SaveChangesAsync(Cancellation);
        }

        await using var last = await factory.CreateDbContextAsync(Cancellation);
        Assert.Equal($"past 3 {async}", (await ListAsync(last.Products.OrderBy(x => x.Id).Cacheable(), async))[0].Name);
    }

    private ShopContext All() => Cached(c => c.CacheAllQueries());
}
