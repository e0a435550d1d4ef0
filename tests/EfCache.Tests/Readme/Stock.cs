namespace EfCache.Tests.Readme;

public sealed class Stock
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public int Pieces { get; set; }
}
