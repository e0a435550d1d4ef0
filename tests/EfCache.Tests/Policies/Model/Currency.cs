namespace EfCache.Tests.Policies.Model;

/// <summary>Cacheable without asking, for two minutes.</summary>
public sealed class Currency
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
