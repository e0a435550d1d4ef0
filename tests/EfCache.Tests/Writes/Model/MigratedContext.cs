using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.Model;

/// <summary>Has a migration that writes rows.</summary>
public sealed class MigratedContext(DbContextOptions<MigratedContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Device>().ToTable("Devices");
}
