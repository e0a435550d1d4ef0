namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Can be loaded lazily.</summary>
public class Author
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public virtual ICollection<Book> Books { get; set; } = [];
}
