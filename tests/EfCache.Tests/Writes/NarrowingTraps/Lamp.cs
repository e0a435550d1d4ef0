namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>The types that are derived from it share a column, and convert it each in its own way.</summary>
public class Lamp
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
