namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its partition is an enum that is stored as another number than its own.</summary>
public class Wall
{
    public int Id { get; set; }

    public Shade Shade { get; set; }

    public string Name { get; set; } = "";
}
