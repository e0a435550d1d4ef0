namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its key is a small number, which C# compares as an int, and is stored as another.</summary>
public class Bolt
{
    public short Id { get; set; }

    public string Name { get; set; } = "";
}
