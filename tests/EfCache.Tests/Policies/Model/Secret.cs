namespace EfCache.Tests.Policies.Model;

/// <summary>Never cached.</summary>
public sealed class Secret
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
