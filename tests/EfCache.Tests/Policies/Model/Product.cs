namespace EfCache.Tests.Policies.Model;

/// <summary>Ten minutes.</summary>
public sealed class Product
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
