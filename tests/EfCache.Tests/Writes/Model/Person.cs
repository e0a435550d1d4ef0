namespace EfCache.Tests.Writes.Model;

/// <summary>Owns an address in its own row, and phones in a table of theirs.</summary>
public sealed class Person
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public Address Home { get; set; } = new();
    public List<Phone> Phones { get; } = [];
}
