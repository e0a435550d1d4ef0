using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Readme;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<Country> Countries => Set<Country>();

    public DbSet<PriceRule> PriceRules => Set<PriceRule>();

    public DbSet<Secret> Secrets => Set<Secret>();

    public DbSet<ProductSales> ProductSales => Set<ProductSales>();

    public int TenantId { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>().HasCacheTtl(TimeSpan.FromMinutes(10));
        modelBuilder.Entity<Country>().IsCacheable();
        modelBuilder.Entity<Secret>().IsNeverCached();
        modelBuilder.Entity<Order>().InvalidatesAlso<Stock>();

        modelBuilder.Entity<Invoice>().HasCachePartition(i => i.CompanyId);

        modelBuilder
            .Entity<ProductSales>()
            .HasNoKey()
            .ToView("product_sales")
            .HasCacheDependencies("Orders", "Products");
    }
}
