using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Queries that depend on rows, through joins of each kind, against writes of each kind: never a stale result.</summary>
public abstract class NarrowedWritesSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData("by key")]
    [InlineData("by list")]
    [InlineData("include")]
    [InlineData("include both ways")]
    [InlineData("reference of a row")]
    [InlineData("inner join")]
    [InlineData("left join")]
    [InlineData("left join of a row")]
    [InlineData("left join, filtered on its right side")]
    [InlineData("right join")]
    [InlineData("missing rows")]
    [InlineData("chain of references")]
    [InlineData("exists")]
    [InlineData("not exists")]
    [InlineData("correlated")]
    [InlineData("aggregate")]
    [InlineData("union")]
    [InlineData("composite")]
    [InlineData("owned")]
    [InlineData("split")]
    [InlineData("first of a row's collection")]
    [InlineData("difference of keys")]
    [InlineData("children of a row")]
    [InlineData("first children of a row")]
    [InlineData("children of a row, split")]
    [InlineData("partition")]
    [InlineData("sum of a partition")]
    [InlineData("two partitions")]
    [InlineData("through a join table")]
    [InlineData("part of a composite key")]
    [InlineData("any of a partition")]
    public async Task Result_after_each_write_is_the_uncached_one(string name)
    {
        foreach (var (write, change) in Writes)
        {
            await TextAsync(Cached(), name);
            await TextAsync(Cached(), name);
            await using (var context = Cached())
            {
                await change(context);
            }

            var expected = await TextAsync(Uncached(), name);
            Assert.True(expected == await TextAsync(Cached(), name), $"stale after: {write}");
            Assert.Equal(expected, await TextAsync(Cached(), name));
        }
    }

    private static readonly (string, Func<ShopContext, Task>)[] Writes =
    [
        ("rename a customer", c => ChangeAsync(c, c.Customers, x => x.Name += "+")),
        ("rename another customer", c => ChangeAsync(c, c.Customers.Where(x => x.Id == 3), x => x.Name += "+")),
        (
            "refer",
            c => ChangeAsync(c, c.Customers.Where(x => x.Id == 2), x => x.ReferrerId = x.ReferrerId == 4 ? 5 : 4)
        ),
        ("total", c => ChangeAsync(c, c.Orders.Where(x => x.CustomerId == 1), x => x.Total += 1)),
        (
            "move an order",
            c => ChangeAsync(c, c.Orders.OrderBy(x => x.Id), x => x.CustomerId = x.CustomerId == 1 ? 2 : 1)
        ),
        ("quantity", c => ChangeAsync(c, c.Lines.Where(x => x.OrderId == 1), x => x.Quantity += 1)),
        ("dimensions", c => ChangeAsync(c, c.Products.Where(x => x.Id == 1), x => x.Dimensions.Height += 1)),
        (
            "add an order",
            c =>
                AddAsync(
                    c,
                    new Order
                    {
                        CustomerId = 1,
                        Total = 1,
                        PlacedAt = new DateTime(2025, 1, 1),
                    }
                )
        ),
        ("add a customer", c => AddAsync(c, new Customer { Name = "new", ReferrerId = 1 })),
        ("delete an order", c => DeleteAsync(c, c.Orders.OrderByDescending(x => x.Id))),
        ("delete a stub", DeleteStubAsync),
        ("delete a customer", c => DeleteAsync(c, c.Customers.OrderByDescending(x => x.Id))),
        (
            "update all",
            c => c.Orders.ExecuteUpdateAsync(s => s.SetProperty(x => x.Total, x => x.Total + 1), Cancellation)
        ),
        ("add an invoice", c => AddAsync(c, new Invoice { CompanyId = 1, Cents = 3 })),
        ("add an invoice of another company", c => AddAsync(c, new Invoice { CompanyId = 2, Cents = 4 })),
        ("change an invoice", c => ChangeAsync(c, c.Invoices.Where(x => x.CompanyId == 1), x => x.Cents += 10)),
        ("change another invoice", c => ChangeAsync(c, c.Invoices.Where(x => x.CompanyId == 2), x => x.Cents += 10)),
        (
            "move an invoice",
            c => ChangeAsync(c, c.Invoices.OrderBy(x => x.Id), x => x.CompanyId = x.CompanyId == 1 ? 2 : 1)
        ),
        ("delete an invoice", c => DeleteAsync(c, c.Invoices.Where(x => x.CompanyId == 1))),
        (
            "delete an invoice's stub",
            async c =>
            {
                c.Remove(new Invoice { Id = await c.Invoices.MinAsync(x => x.Id, Cancellation) });
                await c.SaveChangesAsync(Cancellation);
            }
        ),
        (
            "update a partition",
            c =>
                c.Invoices.Where(x => x.CompanyId == 1)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.Cents, x => x.Cents + 1), Cancellation)
        ),
        (
            "move a partition",
            c =>
                c.Invoices.Where(x => x.CompanyId == 2 && x.Cents > 20)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.CompanyId, 1), Cancellation)
        ),
        ("link a category", RelinkAsync),
        ("link a category back", RelinkAsync),
        ("delete some", c => c.Lines.Where(x => x.Quantity > 3).ExecuteDeleteAsync(Cancellation)),
    ];

    private static IQueryable<object> QueryOf(ShopContext c, string name)
    {
        var id = 1;
        int[] ids = [1, 2];
        return name switch
        {
            "by key" => c.Customers.Where(x => x.Id == id),
            "by list" => c.Customers.Where(x => ids.Contains(x.Id)).OrderBy(x => x.Id),
            "include" => c.Customers.Include(x => x.Orders).Where(x => x.Id == id),
            "include both ways" => c.Orders.Include(x => x.Customer).Include(x => x.Lines).Where(x => x.Id == id),
            "reference of a row" => c.Orders.Where(x => x.Id == id).Select(x => x.Customer.Name),
            "inner join" => c
                .Orders.Where(o => o.Id == id)
                .Join(c.Customers, o => o.CustomerId, x => x.Id, (o, x) => new { o.Total, x.Name }),
            "left join" => c
                .Customers.Where(x => x.Id == id)
                .LeftJoin(c.Orders, x => x.Id, o => o.CustomerId, (x, o) => new { x.Name, Order = (int?)o!.Id })
                .OrderBy(x => x.Order),
            "left join of a row" => c
                .Customers.LeftJoin(
                    c.Orders.Where(o => o.Id == id),
                    x => x.Id,
                    o => o.CustomerId,
                    (x, o) => new { x.Id, Order = (int?)o!.Id }
                )
                .OrderBy(x => x.Id),
            "left join, filtered on its right side" => c
                .Customers.LeftJoin(
                    c.Orders,
                    x => x.Id,
                    o => o.CustomerId,
                    (x, o) => new { x.Name, Order = (int?)o!.Id }
                )
                .Where(x => x.Order == id),
            "right join" => c
                .Orders.Where(o => o.Id == id)
                .RightJoin(c.Customers, o => o.CustomerId, x => x.Id, (o, x) => new { x.Id, Order = (int?)o!.Id })
                .OrderBy(x => x.Id),
            "missing rows" => from x in c.Customers
            from o in c.Orders.Where(o => o.Id == x.ReferrerId).DefaultIfEmpty()
            from p in c.Payments.Where(p => p.Id == 5000).DefaultIfEmpty()
            where (int?)o.Id == (int?)p.Id
            orderby x.Id
            select new { x.Id, Order = (int?)o.Id },
            "chain of references" => c
                .Lines.Where(x => x.OrderId == id && x.Line == 1)
                .Select(x => new
                {
                    x.Quantity,
                    x.Order.Total,
                    x.Order.Customer.Name,
                    x.Product.Weight,
                }),
            "exists" => c.Customers.Where(x => x.Id == id && x.Orders.Any(o => o.Total > 12)),
            "not exists" => c.Customers.Where(x => x.Id == id && !c.Orders.Any(o => o.Id == 2 && o.CustomerId == x.Id)),
            "correlated" => c
                .Customers.Where(x => x.Id == id)
                .Select(x => new { Sum = x.Orders.Count, Referrer = c.Customers.Count(y => y.Id == x.ReferrerId) }),
            "aggregate" => c
                .Customers.Where(x => x.Id == id)
                .GroupBy(x => x.Kind)
                .Select(g => new
                {
                    g.Key,
                    Count = g.Count(),
                    Max = g.Max(x => x.Name),
                }),
            "union" => c
                .Customers.Where(x => x.Id == id)
                .Select(x => x.Name)
                .Union(c.Customers.Where(x => x.Id == 3).Select(x => x.Name))
                .OrderBy(x => x),
            "composite" => c.Lines.Where(x => x.OrderId == id && x.Line == 2),
            "owned" => c.Products.Where(x => x.Id == id),
            "split" => c.Customers.Include(x => x.Orders).Where(x => x.Id == id).OrderBy(x => x.Id).AsSplitQuery(),
            "first of a row's collection" => c
                .Customers.Where(x => x.Id == id)
                .Select(x => new
                {
                    x.Name,
                    Last = x.Orders.OrderByDescending(o => o.Id).Select(o => o.Id).FirstOrDefault(),
                }),
            "difference of keys" => c
                .Customers.Where(x => ids.Contains(x.Id))
                .Select(x => x.Id)
                .Except(c.Orders.Where(o => ids.Contains(o.Id)).Select(o => o.CustomerId))
                .OrderBy(x => x)
                .Select(x => new { x }),
            "children of a row" => c.Companies.Include(x => x.Invoices).Where(x => x.Id == id),
            "first children of a row" => c
                .Companies.Include(x => x.Invoices.OrderByDescending(i => i.Cents).Take(2))
                .Where(x => x.Id == id),
            "children of a row, split" => c.Companies.Include(x => x.Invoices).AsSplitQuery().Where(x => x.Id == id),
            "partition" => c.Invoices.Where(x => x.CompanyId == id && x.Cents > 2).OrderBy(x => x.Id),
            "sum of a partition" => c
                .Invoices.Where(x => x.CompanyId == id)
                .GroupBy(x => x.CompanyId)
                .Select(g => new { g.Key, Sum = g.Sum(x => x.Cents) }),
            "two partitions" => c.Invoices.Where(x => ids.Contains(x.CompanyId)).OrderBy(x => x.Id),
            "through a join table" => c.Products.Include(x => x.Categories).Where(x => x.Id == id),
            "part of a composite key" => c.Lines.Where(x => x.OrderId == id).OrderBy(x => x.Line),
            "any of a partition" => c.Customers.Where(x => c.Invoices.Any(i => i.CompanyId == id && i.Cents > 5)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
        };
    }

    private static async Task<string> TextAsync(ShopContext context, string name)
    {
        await using (context)
        {
            return TextOf(await QueryOf(context, name).AsNoTracking().Cacheable().ToListAsync(Cancellation));
        }
    }

    private static async Task ChangeAsync<T>(ShopContext context, IQueryable<T> rows, Action<T> change)
    {
        if (await rows.FirstOrDefaultAsync(Cancellation) is { } row)
        {
            change(row);
            await context.SaveChangesAsync(Cancellation);
        }
    }

    private static Task AddAsync(ShopContext context, object row)
    {
        context.Add(row);
        return context.SaveChangesAsync(Cancellation);
    }

    private static async Task DeleteAsync<T>(ShopContext context, IQueryable<T> rows)
    {
        if (await rows.FirstOrDefaultAsync(Cancellation) is { } row)
        {
            context.Remove(row);
            await context.SaveChangesAsync(Cancellation);
        }
    }

    /// <summary>Takes a link away, or puts it back.</summary>
    private static async Task RelinkAsync(ShopContext context)
    {
        var product = await context.Products.Include(x => x.Categories).FirstAsync(x => x.Id == 1, Cancellation);
        var category = await context.Categories.OrderBy(x => x.Id).FirstAsync(Cancellation);
        if (!product.Categories.Remove(category))
        {
            product.Categories.Add(category);
        }

        await context.SaveChangesAsync(Cancellation);
    }

    private static async Task DeleteStubAsync(ShopContext context)
    {
        var id = await context.Orders.Where(x => x.CustomerId == 1 || x.CustomerId == 2).MaxAsync(x => (int?)x.Id);
        if (id is { } known)
        {
            context.Remove(new Order { Id = known });
            await context.SaveChangesAsync(Cancellation);
        }
    }
}
