using System.ComponentModel.DataAnnotations;

namespace Shop.Data;

public sealed class Product
{
    public int Id { get; set; }

    public int CategoryId { get; set; }

    public Category Category { get; set; } = null!;

    public required string Name { get; set; }

    public required string Brand { get; set; }

    public required string Description { get; set; }

    /// <summary>In cents: SQLite has no decimals that it could sort by.</summary>
    public int PriceInCents { get; set; }

    /// <summary>A concurrency token, so that two orders never sell the same last piece.</summary>
    [ConcurrencyCheck]
    public int Stock { get; set; }

    public int Sold { get; set; }
}
