namespace EfCache.Tests.Policies.Model;

/// <summary>Three minutes.</summary>
public sealed class Price
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
