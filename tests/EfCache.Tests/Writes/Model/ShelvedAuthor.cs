namespace EfCache.Tests.Writes.Model;

/// <summary>An <see cref="Author"/>, by a model that says a schema.</summary>
public sealed class ShelvedAuthor
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
