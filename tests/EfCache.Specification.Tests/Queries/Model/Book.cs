namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Can be loaded lazily.</summary>
public class Book
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public int AuthorId { get; set; }

    public virtual Author Author { get; set; } = null!;
}
