namespace EfCache.Benchmarks.Catalog;

/// <summary>A row of ten columns of mixed types, some of them null in some rows.</summary>
internal sealed class Product
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    public decimal Price { get; set; }

    public double Weight { get; set; }

    public int? Stars { get; set; }

    public bool IsActive { get; set; }

    public DayOfWeek DeliveryDay { get; set; }

    public DateTime CreatedAt { get; set; }

    public Guid Reference { get; set; }

    public static Product Create(int id) =>
        new()
        {
            Id = id,
            Name = $"Product {id}",
            Description = id % 3 == 0 ? null : $"What product {id} is good for, in a sentence of some length.",
            Price = id * 1.25m,
            Weight = id / 3.0,
            Stars = id % 4 == 0 ? null : id % 5,
            IsActive = id % 2 == 0,
            DeliveryDay = (DayOfWeek)(id % 7),
            CreatedAt = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(id),
            Reference = new Guid(id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        };
}
