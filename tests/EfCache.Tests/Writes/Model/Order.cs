namespace EfCache.Tests.Writes.Model;

/// <summary>A trigger takes its quantity from the stock.</summary>
public sealed class Order
{
    public int Id { get; set; }
    public int StockId { get; set; }
    public int Quantity { get; set; }
}
