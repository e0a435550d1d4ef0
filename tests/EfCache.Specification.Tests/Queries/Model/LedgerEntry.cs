namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Has a table and columns whose names need quoting, in a schema where there are schemas.</summary>
public class LedgerEntry
{
    public int Id { get; set; }

    public int Amount { get; set; }
}
