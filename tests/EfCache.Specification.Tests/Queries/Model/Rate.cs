namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Has a key of a decimal number.</summary>
public class Rate
{
    public decimal Id { get; set; }

    public string Name { get; set; } = "";
}
