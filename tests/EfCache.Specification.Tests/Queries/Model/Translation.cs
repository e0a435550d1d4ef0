namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>A collection inside a JSON column.</summary>
public class Translation
{
    public string Language { get; set; } = "";

    public string Text { get; set; } = "";
}
