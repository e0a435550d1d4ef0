namespace EfCache.Tests.Writes.Model;

/// <summary>The other half of a cycle of cascades.</summary>
public sealed class Egg
{
    public int Id { get; set; }
    public int? LaidById { get; set; }
    public Chicken? LaidBy { get; set; }
}
