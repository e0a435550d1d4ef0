using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>What one reader gets is its own: entities, and values that can be changed.</summary>
public abstract class IdentitySpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hit_in_another_context_gives_other_instances(bool async)
    {
        await using var one = Cached();
        await using var two = Cached();
        var first = await ListAsync(one.Customers.Include(x => x.Orders).OrderBy(x => x.Id).Cacheable(), async);
        var (second, commands) = await CountAsync(() =>
            ListAsync(two.Customers.Include(x => x.Orders).OrderBy(x => x.Id).Cacheable(), async)
        );

        Assert.Equal(0, commands);
        Assert.Equal(TextOf(first), TextOf(second));
        Assert.All(first.Zip(second), pair => Assert.NotSame(pair.First, pair.Second));
        Assert.All(first.Zip(second), pair => Assert.NotSame(pair.First.Address, pair.Second.Address));
        Assert.All(second, customer => Assert.Equal(EntityState.Unchanged, two.Entry(customer).State));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hit_in_the_same_context_gives_the_tracked_instances_with_their_changes(bool async)
    {
        await using var context = Cached();
        var first = await ListAsync(context.Customers.OrderBy(x => x.Id).Cacheable(), async);
        first[0].Name = "changed";
        var (second, commands) = await CountAsync(() =>
            ListAsync(context.Customers.OrderBy(x => x.Id).Cacheable(), async)
        );

        Assert.Equal(0, commands);
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First, pair.Second));
        Assert.Equal("changed", second[0].Name);
        await AssertUnchangedAsync(async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hit_without_tracking_tracks_nothing(bool async)
    {
        await using var context = Cached();
        IQueryable<Customer> Query() => context.Customers.AsNoTracking().OrderBy(x => x.Id).Cacheable();
        var first = await ListAsync(Query(), async);
        var second = await ListAsync(Query(), async);

        Assert.Empty(context.ChangeTracker.Entries());
        Assert.All(first.Zip(second), pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hit_with_identity_resolution_gives_one_instance_for_each_row(bool async)
    {
        IQueryable<Order> Query(ShopContext c) =>
            c.Orders.Include(x => x.Customer).AsNoTrackingWithIdentityResolution().Cacheable();
        await RunAsync(Query, async);
        var (rows, commands) = await RunAsync(Query, async);

        Assert.Equal(0, commands);
        Assert.All(
            rows.GroupBy(o => o.CustomerId),
            group => Assert.Single(group.Select(o => o.Customer).Distinct(ReferenceEqualityComparer.Instance))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Edit_of_a_value_that_can_be_changed_is_not_seen_by_the_next_reader(bool async)
    {
        IQueryable<Customer> Query(ShopContext c) =>
            c.Customers.Where(x => x.Picture != null).OrderBy(x => x.Id).AsNoTracking().Cacheable();

        // The one who fills is as dangerous as one who hits.
        for (var i = 0; i < 3; i++)
        {
            var (rows, commands) = await RunAsync(Query, async);
            Assert.Equal(i == 0 ? 1 : 0, commands);
            Assert.Equal([1, 2], rows[0].Picture![..2]);
            Assert.Equal(["even", "big"], rows[0].Labels);
            rows[0].Picture![0] = 99;
            rows[0].Labels[0] = "poisoned";
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Edit_of_projected_bytes_is_not_seen_by_the_next_reader(bool async)
    {
        for (var i = 0; i < 3; i++)
        {
            var (rows, _) = await RunAsync(
                c => c.Customers.Where(x => x.Picture != null).OrderBy(x => x.Id).Select(x => x.Picture!).Cacheable(),
                async
            );
            Assert.Equal(1, rows[0][0]);
            rows[0][0] = 99;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entity_of_a_hit_can_be_changed_and_saved(bool async)
    {
        IQueryable<Category> Query(ShopContext c) => c.Categories.OrderBy(x => x.Id).Cacheable();
        await RunAsync(Query, async);
        await using (var context = Cached())
        {
            var rows = await ListAsync(Query(context), async);
            rows[1].Name += "*";
            Assert.Equal(1, async ? await context.SaveChangesAsync(Cancellation) : context.SaveChanges());
        }

        var (after, commands) = await RunAsync(Query, async);
        Assert.Equal(1, commands);
        Assert.EndsWith("*", after[1].Name, StringComparison.Ordinal);
    }

    private async Task AssertUnchangedAsync(bool async)
    {
        var (rows, commands) = await RunAsync(c => c.Customers.OrderBy(x => x.Id).Cacheable(), async);
        Assert.Equal(0, commands);
        Assert.NotEqual("changed", rows[0].Name);
    }
}
