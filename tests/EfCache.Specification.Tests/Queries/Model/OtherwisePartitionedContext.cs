using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Another model of the same tables, which divides their rows by other columns.</summary>
public class OtherwisePartitionedContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<OrderLine> Lines => Set<OrderLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Invoice>(invoice =>
        {
            invoice.Ignore(i => i.Company).Ignore(i => i.Clerk);
            invoice.HasCachePartition(i => i.ClerkId);
        });
        modelBuilder.Entity<OrderLine>(line =>
        {
            line.Ignore(l => l.Order).Ignore(l => l.Product);
            line.HasKey(l => new { l.OrderId, l.ProductId });
        });
    }
}
