namespace EfCache.Tests.Writes.Model;

public sealed class Editor
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
