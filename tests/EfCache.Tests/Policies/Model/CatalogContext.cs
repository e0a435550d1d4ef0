using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies.Model;

/// <summary>Entities of which the model says different things.</summary>
public class CatalogContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Plain> Plains => Set<Plain>();
    public DbSet<Country> Countries => Set<Country>();
    public DbSet<Currency> Currencies => Set<Currency>();
    public DbSet<Branch> Branches => Set<Branch>();
    public DbSet<Secret> Secrets => Set<Secret>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Price> Prices => Set<Price>();
    public DbSet<Attributed> Attributed => Set<Attributed>();
    public DbSet<Overruled> Overruled => Set<Overruled>();
    public DbSet<Shape> Shapes => Set<Shape>();
    public DbSet<Circle> Circles => Set<Circle>();
    public DbSet<Document> Documents => Set<Document>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Country>().IsCacheable();
        modelBuilder.Entity<Currency>().IsCacheable().HasCacheTtl(TimeSpan.FromMinutes(2));
        modelBuilder.Entity<Secret>().IsNeverCached().IsCacheable();
        modelBuilder.Entity<Product>().HasCacheTtl(TimeSpan.FromMinutes(10));
        modelBuilder.Entity<Price>().HasCacheTtl(TimeSpan.FromMinutes(3));
        modelBuilder.Entity<Overruled>().HasCacheTtl(TimeSpan.FromMinutes(1));
        modelBuilder.Entity<Circle>();
        modelBuilder.Entity<Contract>().IsNeverCached();
        modelBuilder.Entity<Plain>().InvalidatesAlso<Price>();
        modelBuilder.Entity<Branch>().HasCachePartition(b => b.CountryId);
    }
}
