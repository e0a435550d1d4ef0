using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>The operators of LINQ that EF Core translates.</summary>
public static class OperatorShapes
{
    private static readonly int[] Some = [1, 3, 5, 7];

    private static readonly string[] SomeNames = ["Customer 1", "Customer 2"];

    public static IEnumerable<Shape> All =>
        [
            Shape.Of(
                "group by with aggregates",
                c =>
                    c.Orders.GroupBy(x => x.CustomerId)
                        .Select(g => new
                        {
                            g.Key,
                            Count = g.Count(),
                            Last = g.Max(o => o.PlacedAt),
                        })
                        .OrderBy(x => x.Key)
                        .Cacheable(),
                "Orders"
            ),
            Shape.Of(
                "group by with having",
                c =>
                    c.Lines.GroupBy(x => x.ProductId)
                        .Where(g => g.Sum(l => l.Quantity) > 2)
                        .Select(g => g.Key)
                        .OrderBy(x => x)
                        .Cacheable(),
                "Lines"
            ),
            Shape.Of(
                "group by, final",
                c =>
                    c.Orders.Cacheable()
                        .GroupBy(x => x.CustomerId)
                        .ToList()
                        .Select(g => g.Select(o => o.Id).ToArray())
                        .ToArray(),
                async (c, token) =>
                    (await c.Orders.Cacheable().GroupBy(x => x.CustomerId).ToListAsync(token))
                        .Select(g => g.Select(o => o.Id).ToArray())
                        .ToArray(),
                "Orders"
            ),
            Shape.Of(
                "join",
                c =>
                    c.Orders.Join(c.Customers, o => o.CustomerId, x => x.Id, (o, x) => new { o.Id, x.Name })
                        .OrderBy(x => x.Id)
                        .Cacheable(),
                "Orders",
                "Customers"
            ),
            Shape.Of(
                "left join",
                c =>
                    c.Customers.LeftJoin(
                            c.Orders,
                            x => x.Id,
                            o => o.CustomerId,
                            (x, o) => new { x.Id, Total = o == null ? 0 : o.Total }
                        )
                        .OrderBy(x => x.Id)
                        .ThenBy(x => x.Total)
                        .Cacheable(),
                "Orders",
                "Customers"
            ),
            Shape.Of(
                "right join",
                c =>
                    c.Orders.RightJoin(
                            c.Customers,
                            o => o.CustomerId,
                            x => x.Id,
                            (o, x) => new { x.Id, Total = o == null ? 0 : o.Total }
                        )
                        .OrderBy(x => x.Id)
                        .ThenBy(x => x.Total)
                        .Cacheable(),
                "Orders",
                "Customers"
            ),
            Shape.Of(
                "union",
                c => c.Customers.Select(x => x.Name).Union(c.Products.Select(x => x.Name)).OrderBy(x => x).Cacheable(),
                "Customers",
                "Products"
            ),
            Shape.Of(
                "concat",
                c =>
                    c.Customers.Select(x => x.Name)
                        .Concat(c.Categories.Select(x => x.Name))
                        .OrderBy(x => x)
                        .Cacheable(),
                "Customers",
                "Categories"
            ),
            Shape.Of(
                "except",
                c =>
                    c.Customers.Select(x => x.Id)
                        .Except(c.Orders.Select(x => x.CustomerId))
                        .OrderBy(x => x)
                        .Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "intersect",
                c =>
                    c.Customers.Select(x => x.Id)
                        .Intersect(c.Orders.Select(x => x.CustomerId))
                        .OrderBy(x => x)
                        .Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "exists",
                c => c.Customers.Where(x => x.Orders.Any(o => o.Lines.Any(l => l.Quantity > 3))).Cacheable(),
                "Customers",
                "Orders",
                "Lines"
            ),
            Shape.Of(
                "in a subquery",
                c => c.Customers.Where(x => c.Orders.Select(o => o.CustomerId).Contains(x.Id)).Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "correlated subquery in the projection",
                c =>
                    c.Customers.OrderBy(x => x.Id)
                        .Select(x => new
                        {
                            x.Id,
                            Count = x.Orders.Count(),
                            Last = x.Orders.OrderBy(o => o.Id).Select(o => o.Note).LastOrDefault(),
                        })
                        .Cacheable(),
                "Customers",
                "Orders"
            ),
            Shape.Of(
                "subquery in from",
                c =>
                    c.Orders.OrderBy(x => x.Id)
                        .Take(5)
                        .Select(x => x.CustomerId)
                        .Distinct()
                        .OrderBy(x => x)
                        .Cacheable(),
                "Orders"
            ),
            Shape.Of(
                "ordering by another table",
                c => c.Orders.OrderBy(x => x.Customer.Name).ThenBy(x => x.Id).Select(x => x.Id).Cacheable(),
                "Orders",
                "Customers"
            ),
            Shape.Of(
                "contains over a list",
                c => c.Customers.Where(x => Some.Contains(x.Id + 0)).Cacheable(),
                "Customers"
            ),
            Shape.Of(
                "contains over texts",
                c => c.Customers.Where(x => SomeNames.Contains(x.Name)).Cacheable(),
                "Customers"
            ),
            Shape.Of(
                "contains over constants",
                c => c.Customers.Where(x => EF.Constant(SomeNames).Contains(x.Name)).Cacheable(),
                "Customers"
            ),
            Shape.Of(
                "contains over one parameter",
                c => c.Customers.Where(x => EF.Parameter(SomeNames).Contains(x.Name)).Cacheable(),
                "Customers"
            ),
            Shape.Of(
                "skip and take",
                c => c.Customers.OrderBy(x => x.Id).Skip(2).Take(Some.Length).Cacheable(),
                "Customers"
            ),
            Shape.Of("no rows", c => c.Customers.Where(x => x.Name == "Nobody").Cacheable(), "Customers"),
            Shape.Of("any", c => c.Orders.Cacheable().Any(), (c, t) => c.Orders.Cacheable().AnyAsync(t), "Orders"),
            Shape.Of(
                "all",
                c => c.Orders.Cacheable().All(x => x.Total > 0),
                (c, t) => c.Orders.Cacheable().AllAsync(x => x.Total > 0, t),
                "Orders"
            ),
            Shape.Of(
                "count",
                c => c.Orders.Cacheable().Count(),
                (c, t) => c.Orders.Cacheable().CountAsync(t),
                "Orders"
            ),
            Shape.Of(
                "long count",
                c => c.Orders.Cacheable().LongCount(),
                (c, t) => c.Orders.Cacheable().LongCountAsync(t),
                "Orders"
            ),
            Shape.Of(
                "sum",
                c => c.Lines.Cacheable().Sum(x => x.Quantity),
                (c, t) => c.Lines.Cacheable().SumAsync(x => x.Quantity, t),
                "Lines"
            ),
            Shape.Of(
                "max",
                c => c.Orders.Cacheable().Max(x => x.PlacedAt),
                (c, t) => c.Orders.Cacheable().MaxAsync(x => x.PlacedAt, t),
                "Orders"
            ),
            Shape.Of(
                "min of none",
                c => c.Orders.Where(x => x.Id < 0).Cacheable().Min(x => (int?)x.Id),
                (c, t) => c.Orders.Where(x => x.Id < 0).Cacheable().MinAsync(x => (int?)x.Id, t),
                "Orders"
            ),
            Shape.Of(
                "average",
                c => c.Lines.Cacheable().Average(x => x.Quantity),
                (c, t) => c.Lines.Cacheable().AverageAsync(x => x.Quantity, t),
                "Lines"
            ),
            Shape.Of(
                "first",
                c => c.Customers.OrderBy(x => x.Name).Cacheable().First(),
                (c, t) => c.Customers.OrderBy(x => x.Name).Cacheable().FirstAsync(t),
                "Customers"
            ),
            Shape.Of(
                "first or default of none",
                c => c.Customers.Where(x => x.Name == "Nobody").Cacheable().FirstOrDefault(),
                (c, t) => c.Customers.Where(x => x.Name == "Nobody").Cacheable().FirstOrDefaultAsync(t),
                "Customers"
            ),
            Shape.Of(
                "single",
                c => c.Settings.Where(x => x.Key == "colour").Cacheable().Single(),
                (c, t) => c.Settings.Where(x => x.Key == "colour").Cacheable().SingleAsync(t),
                "Settings"
            ),
            Shape.Of(
                "last",
                c => c.Customers.OrderBy(x => x.Name).Cacheable().Last(),
                (c, t) => c.Customers.OrderBy(x => x.Name).Cacheable().LastAsync(t),
                "Customers"
            ),
            Shape.Of(
                "element at",
                c => c.Customers.OrderBy(x => x.Name).Cacheable().ElementAt(2),
                (c, t) => c.Customers.OrderBy(x => x.Name).Cacheable().ElementAtAsync(2, t),
                "Customers"
            ),
            Shape.Of(
                "contains",
                c => c.Orders.Select(x => x.CustomerId).Cacheable().Contains(3),
                (c, t) => c.Orders.Select(x => x.CustomerId).Cacheable().ContainsAsync(3, t),
                "Orders"
            ),
            Shape.Of(
                "dictionary",
                c => c.Categories.Cacheable().ToDictionary(x => x.Id, x => x.Name),
                (c, t) => c.Categories.Cacheable().ToDictionaryAsync(x => x.Id, x => x.Name, t),
                "Categories"
            ),
            Shape.Of(
                "cacheable in a subquery",
                c => c.Customers.Where(x => c.Orders.Cacheable().Any(o => o.CustomerId == x.Id)),
                "Customers",
                "Orders"
            ),
        ];
}
