namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Owned, in a JSON column.</summary>
public class Description
{
    public string Text { get; set; } = "";

    public List<int> Marks { get; set; } = [];

    public List<Translation> Translations { get; set; } = [];
}
