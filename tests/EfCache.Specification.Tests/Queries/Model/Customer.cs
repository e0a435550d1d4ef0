namespace EfCache.Specification.Tests.Queries.Model;

public class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public CustomerKind Kind { get; set; }

    public int? ReferrerId { get; set; }

    public byte[]? Picture { get; set; }

    public string[] Labels { get; set; } = [];

    public Address Address { get; set; } = new();

    public ContactInfo Contact { get; set; } = new();

    public List<Order> Orders { get; set; } = [];
}
