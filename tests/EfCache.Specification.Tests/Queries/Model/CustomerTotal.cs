namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Keyless, from a view.</summary>
public class CustomerTotal
{
    public int CustomerId { get; set; }

    public int Orders { get; set; }
}
