namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Keyless, from a query that does not say what it reads.</summary>
public class UndeclaredSum
{
    public int CustomerId { get; set; }

    public long Count { get; set; }
}
