namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its key is an enum that is stored as another number than its own.</summary>
public class Paint
{
    public Shade Id { get; set; }

    public string Name { get; set; } = "";
}
