using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.Model;

/// <summary>Knows one of the library's tables, and calls it by another case.</summary>
public sealed class DevicesOnlyContext(DbContextOptions<DevicesOnlyContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Device>().ToTable("DEVICES");
}
