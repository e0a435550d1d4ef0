namespace EfCache.Tests.Writes.Model;

public sealed class Stock
{
    public int Id { get; set; }
    public int Left { get; set; }
}
