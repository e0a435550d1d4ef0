namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its alternate key can be changed by whoever does not ask the change tracker.</summary>
public class Article
{
    public int Id { get; set; }

    public int Code { get; set; }

    public string Name { get; set; } = "";
}
