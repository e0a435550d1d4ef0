namespace EfCache.Tests.Writes.Model;

/// <summary>A tree: a row's children are deleted with it, by the database.</summary>
public sealed class Category
{
    public int Id { get; set; }
    public int? ParentId { get; set; }
    public Category? Parent { get; set; }
    public string Name { get; set; } = "";
}
