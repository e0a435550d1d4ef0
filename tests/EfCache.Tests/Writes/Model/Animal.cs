namespace EfCache.Tests.Writes.Model;

/// <summary>The root of a hierarchy with a table per type.</summary>
public class Animal
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
