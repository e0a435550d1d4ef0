namespace EfCache.Specification.Tests.Queries.Shapes;

/// <summary>A result that the model does not know.</summary>
public sealed class NameCount
{
    public string Name { get; set; } = "";

    public int Count { get; set; }
}
