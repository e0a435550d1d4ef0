using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Update.Sql;

/// <summary>Tables whose names test how names are compared; it is never connected.</summary>
public sealed class NamesContext(DbContextOptions<NamesContext> options) : DbContext(options)
{
    public static NamesContext Create() =>
        new(new DbContextOptionsBuilder<NamesContext>().AllowManyProviders().UseSqlite("Data Source=:memory:").Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Plain>().ToTable("plain");
        modelBuilder.Entity<Mixed>().ToTable("Mixed Case");
        modelBuilder.Entity<InShop>().ToTable("twice", "shop");
        modelBuilder.Entity<InStock>().ToTable("twice", "stock");
        modelBuilder.Entity<Dependent>().ToTable("dependents");
        modelBuilder.Entity<Dependent>().HasOne<Plain>().WithMany().OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<Restricted>().ToTable("restricted");
        modelBuilder.Entity<Restricted>().HasOne<Dependent>().WithMany().OnDelete(DeleteBehavior.Restrict);
        modelBuilder.Entity<Viewed>().HasNoKey().ToView("viewed");
    }

    public sealed class Plain
    {
        public int Id { get; set; }
        public string Name { get; set; } = "";
    }

    public sealed class Mixed
    {
        public int Id { get; set; }
    }

    public sealed class InShop
    {
        public int Id { get; set; }
    }

    public sealed class InStock
    {
        public int Id { get; set; }
    }

    public sealed class Dependent
    {
        public int Id { get; set; }
        public int? PlainId { get; set; }
    }

    public sealed class Restricted
    {
        public int Id { get; set; }
        public int? DependentId { get; set; }
    }

    public sealed class Viewed
    {
        public int Id { get; set; }
    }
}
