using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>SQL of the user's own, whose tables are declared.</summary>
public static class RawShapes
{
    public static IEnumerable<Shape> All =>
        [
            Shape.Of(
                "raw SQL",
                c => c.Categories.FromSql($"SELECT * FROM \"Categories\"").Cacheable(q => q.DependsOn<Category>()),
                "Categories"
            ),
            Shape.Of(
                "raw SQL with its columns in another order",
                c =>
                    c.Categories.FromSqlRaw("SELECT \"Name\", 1 AS \"Other\", \"Id\" FROM \"Categories\"")
                        .Cacheable(q => q.DependsOn("Categories")),
                "Categories"
            ),
            Shape.Of(
                "raw SQL with an argument",
                c =>
                    c.Categories.FromSql($"SELECT * FROM \"Categories\" WHERE \"Id\" < {3}")
                        .Cacheable(q => q.DependsOn<Category>()),
                "Categories"
            ),
            Shape.Of(
                "raw SQL, composed",
                c =>
                    c.Orders.FromSql($"SELECT * FROM \"Orders\" WHERE \"Total\" > {20}")
                        .Include(o => o.Customer)
                        .OrderBy(o => o.Id)
                        .Cacheable(q => q.DependsOn<Order>()),
                "Orders",
                "Customers"
            ),
            Shape.Of(
                "scalars of raw SQL",
                c =>
                    c.Database.SqlQuery<int>($"SELECT \"Id\" AS \"Value\" FROM \"Orders\"")
                        .Cacheable(q => q.DependsOn<Order>()),
                "Orders"
            ),
            Shape.Of(
                "scalars of raw SQL, composed",
                c =>
                    c.Database.SqlQuery<int>($"SELECT \"Id\" AS \"Value\" FROM \"Orders\"")
                        .Where(id => id > 3)
                        .OrderBy(id => id)
                        .Cacheable(q => q.DependsOn<Order>()),
                "Orders"
            ),
            Shape.Of(
                "scalar of raw SQL",
                c =>
                    c.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM \"Orders\"")
                        .Cacheable(q => q.DependsOn<Order>())
                        .Single(),
                (c, t) =>
                    c
                        .Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM \"Orders\"")
                        .Cacheable(q => q.DependsOn<Order>())
                        .SingleAsync(t),
                "Orders"
            ),
            Shape.Of(
                "unmapped type of raw SQL",
                c =>
                    c.Database.SqlQuery<NameCount>($"SELECT \"Name\", 1 AS \"Count\" FROM \"Categories\"")
                        .Cacheable(q => q.DependsOn<Category>()),
                "Categories"
            ),
            Shape.Of(
                "function, declared",
                c =>
                    c.Categories.Select(x => ShopContext.Shout(x.Name))
                        .OrderBy(x => x)
                        .Cacheable(q => q.DependsOn<Category>()),
                "Categories"
            ),
        ];
}
