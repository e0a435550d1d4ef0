using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Every version is a concurrency token, so that of two saves that read the same version one is refused.</summary>
internal sealed class BooksContext(DbContextOptions<BooksContext> options) : DbContext(options)
{
    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();

    public DbSet<Person> Persons => Set<Person>();

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>(company =>
        {
            company.Property(c => c.Id).ValueGeneratedNever();
            company.Property(c => c.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Invoice>(invoice =>
        {
            invoice.Property(i => i.Id).ValueGeneratedNever();
            invoice.Property(i => i.Version).IsConcurrencyToken();
            invoice.HasCachePartition(i => i.CompanyId);
            invoice.HasOne(i => i.Company).WithMany(c => c.Invoices).HasForeignKey(i => i.CompanyId);
            invoice
                .HasOne(i => i.Assignee)
                .WithMany(p => p.Invoices)
                .HasForeignKey(i => i.AssigneeId)
                .OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<InvoiceLine>(line =>
        {
            line.HasKey(l => new { l.InvoiceId, l.Number });
            line.Property(l => l.Version).IsConcurrencyToken();
            line.HasCachePartition(l => l.InvoiceId);
            line.HasOne<Invoice>()
                .WithMany(i => i.Lines)
                .HasForeignKey(l => l.InvoiceId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Person>(person =>
        {
            person.UseTptMappingStrategy();
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Employee>().Property(e => e.Level).IsConcurrencyToken();
        modelBuilder.Entity<Account>().Property(a => a.Id).ValueGeneratedNever();
        modelBuilder.Entity<Payment>(payment =>
        {
            payment.Property(p => p.Version).IsConcurrencyToken();
            payment.Property(p => p.AccountId).IsConcurrencyToken();
            payment.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        });
        modelBuilder.Entity<JournalEntry>().HasIndex(j => j.Operation);
    }
}
