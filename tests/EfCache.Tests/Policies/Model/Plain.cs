namespace EfCache.Tests.Policies.Model;

/// <summary>Says nothing.</summary>
public sealed class Plain
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}
