namespace EfCache.Tests.Policies.Model;

/// <summary>Cacheable without asking.</summary>
public sealed class Country
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
