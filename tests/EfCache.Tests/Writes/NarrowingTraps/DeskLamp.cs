namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its shade is stored as the number that it is.</summary>
public class DeskLamp : Lamp
{
    public Shade Shade { get; set; }
}
