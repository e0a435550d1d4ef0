namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its shade is stored as another number than its own.</summary>
public class WallLamp : Lamp
{
    public Shade Tone { get; set; }
}
