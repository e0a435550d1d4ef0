using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>By the early door a hit needs no database at all. Its database is taken away, so it is nobody else's.</summary>
public abstract class GoneDatabaseSpecification<TDatabase>(TDatabase database)
    : QuerySpecification<TDatabase, EarlyDoor>(database)
    where TDatabase : DatabaseFixture
{
    [Fact]
    public async Task Hit_with_the_database_gone_gives_the_same_rows()
    {
        int[] ids = [1, 2, 3];
        IQueryable<Customer> Whole(ShopContext c) => c.Customers.Include(x => x.Orders).OrderBy(x => x.Id).Cacheable();
        IQueryable<Customer> Some(ShopContext c) => c.Customers.Where(x => ids.Contains(x.Id)).Cacheable();
        IQueryable<Category> Split(ShopContext c) =>
            c.Categories.Include(x => x.Products).OrderBy(x => x.Id).AsSplitQuery().Cacheable();
        var whole = TextOf((await RunAsync(Whole)).Rows);
        var some = TextOf((await RunAsync(Some)).Rows);
        var split = TextOf((await RunAsync(Split)).Rows);

        await Database.TakeAwayAsync();

        foreach (var async in new[] { false, true })
        {
            Assert.Equal(whole, TextOf((await RunAsync(Whole, async)).Rows));
            Assert.Equal(some, TextOf((await RunAsync(Some, async)).Rows));
            Assert.Equal(split, TextOf((await RunAsync(Split, async)).Rows));
        }

        await using var context = Cached();
        await Assert.ThrowsAnyAsync<Exception>(() => context.Orders.ToListAsync(Cancellation));
    }
}
