namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>One entity in two tables.</summary>
public class Person
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string Biography { get; set; } = "";
}
