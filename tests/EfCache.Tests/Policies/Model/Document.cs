namespace EfCache.Tests.Policies.Model;

/// <summary>The root of a hierarchy of which one type is never cached.</summary>
public class Document
{
    public int Id { get; set; }
}
