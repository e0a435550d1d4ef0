namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>A complex type.</summary>
public class ContactInfo
{
    public string Email { get; set; } = "";

    public int Priority { get; set; }
}
