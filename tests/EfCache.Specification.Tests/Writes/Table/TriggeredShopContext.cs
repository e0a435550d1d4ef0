using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Knows of the trigger that the table's tests add to the shop.</summary>
public sealed class TriggeredShopContext(DbContextOptions options) : ShopContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Setting>().InvalidatesAlso<Rate>();
    }
}
