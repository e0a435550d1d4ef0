namespace EfCache.Tests.Writes.Model;

/// <summary>The root of a hierarchy with a table per concrete type.</summary>
public abstract class Vehicle
{
    public int Id { get; set; }
    public string Plate { get; set; } = "";
}
