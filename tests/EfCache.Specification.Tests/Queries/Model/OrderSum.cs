namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Keyless, from a query that declares its tables.</summary>
public class OrderSum
{
    public int CustomerId { get; set; }

    public long Count { get; set; }
}
