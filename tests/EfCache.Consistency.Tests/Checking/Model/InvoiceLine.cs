namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>Has a composite key, and is deleted with its invoice by the database.</summary>
internal sealed class InvoiceLine
{
    public int InvoiceId { get; set; }

    public int Number { get; set; }

    public long Version { get; set; }
}
