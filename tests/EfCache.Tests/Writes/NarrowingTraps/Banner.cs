namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Its concurrency token is computed by the database.</summary>
public class Banner
{
    public int Id { get; set; }

    public int Length { get; set; }

    public string Text { get; set; } = "";
}
