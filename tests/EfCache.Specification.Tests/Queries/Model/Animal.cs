namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>The root of a hierarchy in one table.</summary>
public abstract class Animal
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
