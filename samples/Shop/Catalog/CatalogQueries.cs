using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Catalog;

/// <summary>The queries of the catalog's pages. Nothing in the pages themselves knows that there is a cache.</summary>
public static class CatalogQueries
{
    public const string Policy = "catalog";
    public const string Tag = "catalog";
    public const int PageSize = 24;

    /// <summary>Compiled once; a lookup by primary key, so its entries depend on single rows and not on whole tables.</summary>
    public static readonly Func<ShopContext, int, Task<Product?>> FindProduct = EF.CompileAsyncQuery(
        (ShopContext db, int id) =>
            db.Products.Include(product => product.Category).Cacheable().SingleOrDefault(product => product.Id == id)
    );

    /// <summary>What <see cref="FindProduct"/> runs, as a query that can be explained.</summary>
    public static IQueryable<Product> Product(ShopContext db, int id) =>
        db.Products.Include(product => product.Category).Where(product => product.Id == id).Cacheable();

    /// <summary>Does not say Cacheable(): the model does, for all queries of categories alone.</summary>
    public static IQueryable<Category> Categories(ShopContext db) => db.Categories.OrderBy(category => category.Name);

    public static IQueryable<Product> Bestsellers(ShopContext db) =>
        db
            .Products.Include(product => product.Category)
            .OrderByDescending(product => product.Sold)
            .ThenBy(product => product.Id)
            .Take(8)
            .Cacheable(Policy);

    public static IQueryable<Product> Search(ShopContext db, string term)
    {
        var escaped = term.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        var pattern = $"%{escaped.ToLowerInvariant()}%";
        return db
            .Products.Include(product => product.Category)
            .Where(product => EF.Functions.Like(product.Name.ToLower(), pattern, "\\"))
            .OrderByDescending(product => product.Sold)
            .ThenBy(product => product.Id)
            .Take(PageSize)
            .Cacheable(Policy);
    }

    public static IQueryable<Product> InCategory(ShopContext db, int categoryId) =>
        db
            .Products.Include(product => product.Category)
            .Where(product => product.CategoryId == categoryId)
            .Cacheable(Policy);

    public static IQueryable<Product> Page(IQueryable<Product> products, ProductOrder order, int page) =>
        Sort(products, order).Skip((page - 1) * PageSize).Take(PageSize);

    public static IQueryable<Product> Related(ShopContext db, Product product) =>
        db
            .Products.Include(other => other.Category)
            .Where(other => other.CategoryId == product.CategoryId && other.Id != product.Id)
            .OrderByDescending(other => other.Sold)
            .ThenBy(other => other.Id)
            .Take(4)
            .Cacheable(Policy);

    public static IQueryable<Review> LatestReviews(ShopContext db, int productId) =>
        db
            .Reviews.Where(review => review.ProductId == productId)
            .OrderByDescending(review => review.WrittenAt)
            .ThenByDescending(review => review.Id)
            .Take(6)
            .Cacheable();

    public static IQueryable<RatingSummary> Rating(ShopContext db, int productId) =>
        db
            .Reviews.Where(review => review.ProductId == productId)
            .GroupBy(review => review.ProductId)
            .Select(reviews => new RatingSummary(reviews.Count(), reviews.Average(review => review.Stars)))
            .Cacheable();

    private static IQueryable<Product> Sort(IQueryable<Product> products, ProductOrder order) =>
        order switch
        {
            ProductOrder.Name => products.OrderBy(product => product.Name).ThenBy(product => product.Id),
            ProductOrder.Cheapest => products.OrderBy(product => product.PriceInCents).ThenBy(product => product.Id),
            ProductOrder.Dearest => products
                .OrderByDescending(product => product.PriceInCents)
                .ThenBy(product => product.Id),
            _ => products.OrderByDescending(product => product.Sold).ThenBy(product => product.Id),
        };
}
