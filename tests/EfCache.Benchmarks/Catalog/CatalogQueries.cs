using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Catalog;

/// <summary>The queries that are measured, by what they say of their caching. All are no-tracking.</summary>
/// <param name="Source">What the queries begin with, for those that are not compiled.</param>
/// <param name="One">One row by its primary key.</param>
/// <param name="Many">The first rows by their primary keys.</param>
internal sealed record CatalogQueries(
    Func<CatalogContext, IQueryable<Product>> Source,
    Expression<Func<CatalogContext, int, Product>> One,
    Expression<Func<CatalogContext, int, IQueryable<Product>>> Many
)
{
    public static readonly CatalogQueries Plain = new(
        context => context.Products.AsNoTracking(),
        (context, id) => context.Products.AsNoTracking().First(product => product.Id == id),
        (context, count) => context.Products.AsNoTracking().Where(product => product.Id <= count)
    );

    public static readonly CatalogQueries Cacheable = new(
        context => context.Products.AsNoTracking().Cacheable(),
        (context, id) => context.Products.AsNoTracking().Cacheable().First(product => product.Id == id),
        (context, count) => context.Products.AsNoTracking().Cacheable().Where(product => product.Id <= count)
    );

    /// <summary>Stored each time and expired before the next: a miss, with all that it takes.</summary>
    public static readonly CatalogQueries ExpiredAtOnce = new(
        context => context.Products.AsNoTracking().Cacheable(TimeSpan.FromTicks(1)),
        (context, id) =>
            context.Products.AsNoTracking().Cacheable(TimeSpan.FromTicks(1)).First(product => product.Id == id),
        (context, count) =>
            context.Products.AsNoTracking().Cacheable(TimeSpan.FromTicks(1)).Where(product => product.Id <= count)
    );
}
