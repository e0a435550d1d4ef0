using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>One entity of each kind that EF Core maps in a way of its own.</summary>
public class ShopContext(DbContextOptions options) : DbContext(options)
{
    public int TenantId { get; set; } = 1;

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> Lines => Set<OrderLine>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Animal> Animals => Set<Animal>();

    public DbSet<Vehicle> Vehicles => Set<Vehicle>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Memo> Memos => Set<Memo>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<CustomerTotal> CustomerTotals => Set<CustomerTotal>();

    public DbSet<OrderSum> OrderSums => Set<OrderSum>();

    public DbSet<UndeclaredSum> UndeclaredSums => Set<UndeclaredSum>();

    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<Rate> Rates => Set<Rate>();

    public DbSet<Measure> Measures => Set<Measure>();

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Book> Books => Set<Book>();

    /// <summary>A function of the database, as the model maps it.</summary>
    public static string Shout(string text) => throw new NotSupportedException(text);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.Property(c => c.Kind).HasConversion<string>();
            customer.OwnsOne(c => c.Address);
            customer.ComplexProperty(c => c.Contact);
        });
        modelBuilder.Entity<OrderLine>().HasKey(l => new { l.OrderId, l.Line });
        modelBuilder.Entity<Product>(product =>
        {
            product.OwnsOne(p => p.Dimensions, dimensions => dimensions.ToTable("ProductDimensions"));
            product.OwnsOne(
                p => p.Description,
                description =>
                {
                    description.ToJson();
                    description.OwnsMany(d => d.Translations);
                }
            );
            product.HasMany(p => p.Categories).WithMany(c => c.Products);
        });

        modelBuilder.Entity<Cat>();
        modelBuilder.Entity<Dog>();
        modelBuilder.Entity<Vehicle>().UseTptMappingStrategy();
        modelBuilder.Entity<Car>().ToTable("Cars");
        modelBuilder.Entity<Truck>().ToTable("Trucks");
        modelBuilder.Entity<Payment>().UseTpcMappingStrategy();
        modelBuilder.Entity<Payment>().Property(p => p.Id).ValueGeneratedNever();
        modelBuilder.Entity<CardPayment>().ToTable("CardPayments");
        modelBuilder.Entity<CashPayment>().ToTable("CashPayments");

        modelBuilder.Entity<Document>(document =>
        {
            document.ToTable("Documents");
            document.HasOne(d => d.Body).WithOne().HasForeignKey<DocumentBody>(b => b.Id);
            document.Navigation(d => d.Body).IsRequired();
        });
        modelBuilder.Entity<DocumentBody>().ToTable("Documents");
        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("People");
            person.SplitToTable("Biographies", biography => biography.Property(p => p.Biography));
        });

        modelBuilder.Entity<Memo>().HasQueryFilter(m => m.TenantId == TenantId);
        modelBuilder.Entity<LedgerEntry>(entry =>
        {
            entry.ToTable("Ledger Entries.Up_1", Database.IsSqlite() ? null : "Book Keeping");
            entry.Property(e => e.Amount).HasColumnName("Amount in.Cents");
        });
        modelBuilder.Entity<Ticket>().Property(t => t.Id).HasConversion(id => id.Value, value => new TicketId(value));
        modelBuilder
            .Entity<CustomerTotal>()
            .HasNoKey()
            .ToView("CustomerTotals")
            .HasCacheDependencies("Customers", "Orders");
        const string Sums = "SELECT \"CustomerId\", COUNT(*) AS \"Count\" FROM \"Orders\" GROUP BY \"CustomerId\"";
        modelBuilder.Entity<OrderSum>().HasNoKey().ToSqlQuery(Sums).HasCacheDependencies("Orders");
        modelBuilder.Entity<UndeclaredSum>().HasNoKey().ToSqlQuery(Sums);
        modelBuilder.Entity<Setting>().HasKey(s => s.Key);
        modelBuilder.Entity<Rate>().Property(r => r.Id).ValueGeneratedNever();
        modelBuilder.Entity<Measure>(measure =>
        {
            measure.Property(m => m.Id).ValueGeneratedNever();
            if (Database.IsNpgsql())
            {
                measure.Property(m => m.At).HasColumnType("timestamp without time zone");
            }
        });
        modelBuilder.Entity<Invoice>().HasCachePartition(i => i.CompanyId);
        modelBuilder.Entity<Shipment>().HasCachePartition(s => s.DepotId);
        modelBuilder.Entity<Seat>().HasIndex(s => s.RoomId);
        modelBuilder.Entity<Seat>().Property(s => s.RoomId).IsConcurrencyToken();
        if (Database.IsNpgsql())
        {
            modelBuilder.Entity<Order>().Property(o => o.PlacedAt).HasColumnType("timestamp without time zone");
        }

        // The database has a function of this name; that the model declares it makes it one that can't be seen into.
        modelBuilder.HasDbFunction(() => Shout("")).HasName("upper").IsBuiltIn(false);
    }
}
