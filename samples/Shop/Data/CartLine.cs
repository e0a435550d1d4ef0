namespace Shop.Data;

/// <summary>One product in one visitor's cart. Each visitor has an own cart, which is read about as often as it changes.</summary>
public sealed class CartLine
{
    public int Id { get; set; }

    public required string CartId { get; set; }

    public int ProductId { get; set; }

    public Product Product { get; set; } = null!;

    public int Quantity { get; set; }
}
