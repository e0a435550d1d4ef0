namespace EfCache.Tests.Writes.Model;

public sealed class Chapter
{
    public int Id { get; set; }
    public int BookId { get; set; }
    public string Title { get; set; } = "";
}
