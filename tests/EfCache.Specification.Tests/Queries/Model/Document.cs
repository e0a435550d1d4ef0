namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Shares its table with its body.</summary>
public class Document
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public DocumentBody Body { get; set; } = null!;
}
