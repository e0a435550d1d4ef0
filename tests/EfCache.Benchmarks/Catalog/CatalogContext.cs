using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Catalog;

internal sealed class CatalogContext(DbContextOptions<CatalogContext> options) : DbContext(options)
{
    public const int Rows = 1000;

    public DbSet<Product> Products => Set<Product>();

    public void Seed()
    {
        Database.EnsureDeleted();
        Database.EnsureCreated();
        Products.AddRange(Enumerable.Range(1, Rows).Select(Product.Create));
        SaveChanges();
    }
}
