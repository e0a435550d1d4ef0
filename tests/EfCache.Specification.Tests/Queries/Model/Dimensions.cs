namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Owned, in a table of its own.</summary>
public class Dimensions
{
    public double Height { get; set; }

    public double Width { get; set; }
}
