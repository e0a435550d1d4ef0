namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its partition is an enum that is stored as the number that it is.</summary>
public class Curtain
{
    public int Id { get; set; }

    public Shade Shade { get; set; }

    public string Name { get; set; } = "";
}
