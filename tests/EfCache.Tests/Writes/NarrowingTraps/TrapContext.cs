using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Tables whose rows are easily named wrongly.</summary>
public sealed class TrapContext(DbContextOptions<TrapContext> options) : DbContext(options)
{
    private static readonly Expression<Func<Shade, int>> ToNumber = shade => (int)shade + 100;

    private static readonly Expression<Func<int, Shade>> FromNumber = number => (Shade)(number - 100);

    public DbSet<Paint> Paints => Set<Paint>();

    public DbSet<Wall> Walls => Set<Wall>();

    public DbSet<Bolt> Bolts => Set<Bolt>();

    public DbSet<Curtain> Curtains => Set<Curtain>();

    public DbSet<Article> Articles => Set<Article>();

    public DbSet<Banner> Banners => Set<Banner>();

    public DbSet<Bill> Bills => Set<Bill>();

    public DbSet<DeskLamp> DeskLamps => Set<DeskLamp>();

    public DbSet<WallLamp> WallLamps => Set<WallLamp>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Paint>().Property(p => p.Id).HasConversion(ToNumber, FromNumber).ValueGeneratedNever();
        modelBuilder.Entity<Wall>().Property(w => w.Shade).HasConversion(ToNumber, FromNumber);
        modelBuilder.Entity<Wall>().HasCachePartition(w => w.Shade);
        modelBuilder
            .Entity<Bolt>()
            .Property(b => b.Id)
            .HasConversion(id => id + 100, number => (short)(number - 100))
            .ValueGeneratedNever();
        modelBuilder.Entity<Curtain>().HasCachePartition(c => c.Shade);
        modelBuilder.Entity<Article>().HasAlternateKey(a => a.Code);
        modelBuilder.Entity<Banner>(banner =>
        {
            banner.Property(b => b.Length).HasComputedColumnSql("length(Text)", stored: true).IsConcurrencyToken();
            banner.HasIndex(b => b.Length);
        });
        modelBuilder.Entity<Bill>().HasCachePartition(b => b.CompanyId);
        modelBuilder.Entity<Lamp>();
        modelBuilder.Entity<DeskLamp>().Property(l => l.Shade).HasColumnName("Shade");
        modelBuilder.Entity<DeskLamp>().HasCachePartition(l => l.Shade);
        modelBuilder
            .Entity<WallLamp>()
            .Property(l => l.Tone)
            .HasColumnName("Shade")
            .HasConversion(ToNumber, FromNumber);
        modelBuilder.Entity<WallLamp>().HasCachePartition(l => l.Tone);
    }
}
