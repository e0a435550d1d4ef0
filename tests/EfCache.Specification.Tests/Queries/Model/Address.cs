namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Owned, in its owner's table.</summary>
public class Address
{
    public string Street { get; set; } = "";

    public string City { get; set; } = "";
}
