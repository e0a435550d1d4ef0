using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>What others read of the tables that are written.</summary>
internal static class TableReads
{
    public const string Tag = "categories";

    public static IQueryable<object> Categories(ShopContext c) =>
        c.Categories.AsNoTracking().OrderBy(x => x.Id).Cacheable();

    public static IQueryable<object> Category(ShopContext c) =>
        c.Categories.AsNoTracking().Where(x => x.Id == 1).Cacheable();

    public static IQueryable<object> TaggedCategories(ShopContext c) =>
        c.Categories.AsNoTracking().OrderBy(x => x.Id).Cacheable(q => q.WithTag(Tag));

    public static IQueryable<object> Authors(ShopContext c) =>
        c.Authors.OrderBy(x => x.Id).Select(x => new { x.Id, x.Name }).Cacheable();

    public static IQueryable<object> Books(ShopContext c) =>
        c.Books.OrderBy(x => x.Id).Select(x => new { x.Id, x.Title }).Cacheable();

    public static IQueryable<object> Memos(ShopContext c) =>
        c
            .Memos.IgnoreQueryFilters()
            .GroupBy(x => x.Text)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderBy(x => x.Key)
            .Cacheable();

    public static IQueryable<object> Rates(ShopContext c) => c.Rates.OrderBy(x => x.Name).Cacheable();

    public static IQueryable<object> Cars(ShopContext c) => c.Vehicles.OfType<Car>().OrderBy(x => x.Id).Cacheable();

    public static IQueryable<object> Payments(ShopContext c) => c.Payments.OrderBy(x => x.Id).Cacheable();

    public static IQueryable<object> Dimensions(ShopContext c) =>
        c.Products.OrderBy(x => x.Id).Select(x => new { x.Id, x.Dimensions.Height }).Cacheable();
}
