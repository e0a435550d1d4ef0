namespace EfCache.Tests.Readme;

public sealed class ProductSales
{
    public int ProductId { get; set; }

    public int Sold { get; set; }
}
