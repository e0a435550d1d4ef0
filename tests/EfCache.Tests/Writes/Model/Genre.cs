namespace EfCache.Tests.Writes.Model;

public sealed class Genre
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public List<Book> Books { get; } = [];
}
