using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Another model of the same tables, which knows of no partitions.</summary>
public class UnpartitionedContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Invoice>().Ignore(i => i.Company).Ignore(i => i.Clerk);
    }
}
