namespace EfCache.Specification.Tests.Queries.Model;

public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer Customer { get; set; } = null!;

    public decimal Total { get; set; }

    public DateTime PlacedAt { get; set; }

    public string? Note { get; set; }

    public List<OrderLine> Lines { get; set; } = [];
}
