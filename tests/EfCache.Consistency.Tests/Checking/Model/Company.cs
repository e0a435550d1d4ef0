namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Never inserted and never deleted.</summary>
internal sealed class Company
{
    public int Id { get; set; }

    public long Version { get; set; }

    public List<Invoice> Invoices { get; } = [];
}
