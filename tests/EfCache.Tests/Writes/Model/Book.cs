namespace EfCache.Tests.Writes.Model;

public sealed class Book
{
    public int Id { get; set; }
    public string Title { get; set; } = "";
    public int AuthorId { get; set; }
    public Author? Author { get; set; }
    public int? EditorId { get; set; }
    public Editor? Editor { get; set; }
    public List<Chapter> Chapters { get; } = [];
    public List<Genre> Genres { get; } = [];
}
