namespace EfCache.Tests.Writes.Model;

/// <summary>One half of a cycle of cascades.</summary>
public sealed class Chicken
{
    public int Id { get; set; }
    public int? HatchedFromId { get; set; }
    public Egg? HatchedFrom { get; set; }
}
