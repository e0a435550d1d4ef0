namespace EfCache.Specification.Tests.Queries.Model;

public class DocumentBody
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
