namespace EfCache.Specification.Tests.Queries.Model;

public class Product
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public double Weight { get; set; }

    public Dimensions Dimensions { get; set; } = new();

    public Description Description { get; set; } = new();

    public List<Category> Categories { get; set; } = [];
}
