namespace EfCache.Tests.Readme;

public sealed class Product
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public int Stars { get; set; }

    public int PriceInCents { get; set; }
}
