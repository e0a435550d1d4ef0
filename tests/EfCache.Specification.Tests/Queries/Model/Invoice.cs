namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Is partitioned by its company, which never changes; the clerk is an ordinary foreign key, which does.</summary>
public class Invoice
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public Company? Company { get; set; }

    public int? ClerkId { get; set; }

    public Clerk? Clerk { get; set; }

    public int Cents { get; set; }
}
