namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Has a composite key.</summary>
public class OrderLine
{
    public int OrderId { get; set; }

    public int Line { get; set; }

    public Order Order { get; set; } = null!;

    public int ProductId { get; set; }

    public Product Product { get; set; } = null!;

    public int Quantity { get; set; }
}
