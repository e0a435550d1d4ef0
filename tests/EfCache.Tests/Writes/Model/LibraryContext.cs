using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes.Model;

/// <summary>A model with every way in which one write can touch other rows and tables.</summary>
public class LibraryContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Author> Authors => Set<Author>();
    public DbSet<Book> Books => Set<Book>();
    public DbSet<Chapter> Chapters => Set<Chapter>();
    public DbSet<Editor> Editors => Set<Editor>();
    public DbSet<Genre> Genres => Set<Genre>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Chicken> Chickens => Set<Chicken>();
    public DbSet<Egg> Eggs => Set<Egg>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Stock> Stocks => Set<Stock>();
    public DbSet<Animal> Animals => Set<Animal>();
    public DbSet<Dog> Dogs => Set<Dog>();
    public DbSet<Cat> Cats => Set<Cat>();
    public DbSet<Vehicle> Vehicles => Set<Vehicle>();
    public DbSet<Car> Cars => Set<Car>();
    public DbSet<Truck> Trucks => Set<Truck>();
    public DbSet<Person> People => Set<Person>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Book>(book =>
        {
            book.HasOne(b => b.Author).WithMany(a => a.Books).OnDelete(DeleteBehavior.Cascade);
            book.HasOne(b => b.Editor).WithMany().OnDelete(DeleteBehavior.SetNull);
            book.HasMany(b => b.Genres).WithMany(g => g.Books);
        });

        modelBuilder.Entity<Category>(category =>
        {
            category.Property(c => c.Id).ValueGeneratedNever();
            category.HasOne(c => c.Parent).WithMany().OnDelete(DeleteBehavior.Cascade);
        });

        modelBuilder.Entity<Chicken>().Property(c => c.Id).ValueGeneratedNever();
        modelBuilder.Entity<Chicken>().HasOne(c => c.HatchedFrom).WithMany().OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<Egg>().Property(e => e.Id).ValueGeneratedNever();
        modelBuilder.Entity<Egg>().HasOne(e => e.LaidBy).WithMany().OnDelete(DeleteBehavior.Cascade);

        modelBuilder.Entity<Account>(account =>
        {
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.Version).IsConcurrencyToken();
            account.HasIndex(a => a.Email).IsUnique();
        });

        modelBuilder.Entity<Stock>().Property(s => s.Id).ValueGeneratedNever();
        modelBuilder.Entity<Order>().ToTable("Orders", table => table.HasTrigger("TakeFromStock"));
        modelBuilder.Entity<Order>().InvalidatesAlso<Stock>();

        modelBuilder.Entity<Animal>().UseTptMappingStrategy();
        modelBuilder.Entity<Animal>().Property(a => a.Id).ValueGeneratedNever();
        modelBuilder.Entity<Vehicle>().UseTpcMappingStrategy();
        modelBuilder.Entity<Vehicle>().Property(v => v.Id).ValueGeneratedNever();

        modelBuilder.Entity<Person>(person =>
        {
            person.Property(p => p.Id).ValueGeneratedNever();
            person.OwnsOne(p => p.Home);
            person.OwnsMany(p => p.Phones, phone => phone.HasKey("PersonId", nameof(Phone.Number)));
        });
    }
}
