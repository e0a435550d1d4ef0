using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.Model;

/// <summary>Another model of the library's authors.</summary>
public sealed class ShelfContext(DbContextOptions<ShelfContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<ShelvedAuthor>().ToTable("Authors", "shelf");
}
