using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<CartLine> CartLines => Set<CartLine>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Read by every page and hardly ever written: queries of categories alone are cached without saying Cacheable().
        modelBuilder.Entity<Category>().IsCacheable().HasCacheTtl(TimeSpan.FromHours(1));
        modelBuilder.Entity<Product>().HasCacheTtl(TimeSpan.FromMinutes(10));
        modelBuilder.Entity<Product>().HasIndex(product => new { product.CategoryId, product.Sold });
        modelBuilder.Entity<Product>().HasIndex(product => product.Sold);
        modelBuilder.Entity<Review>().HasIndex(review => review.ProductId);
        modelBuilder.Entity<Review>().HasOne<Product>().WithMany().HasForeignKey(review => review.ProductId);

        // Whatever a query says: it bypasses the cache when it reads one of these.
        modelBuilder.Entity<Customer>().IsNeverCached().HasIndex(customer => customer.Email).IsUnique();
        modelBuilder.Entity<CartLine>().IsNeverCached();
        modelBuilder.Entity<CartLine>().HasIndex(line => new { line.CartId, line.ProductId }).IsUnique();
        modelBuilder.Entity<OrderLine>().HasOne<Product>().WithMany().HasForeignKey(line => line.ProductId);
    }
}
