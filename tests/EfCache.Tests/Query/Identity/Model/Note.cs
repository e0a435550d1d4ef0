namespace EfCache.Tests.Query.Identity.Model;

public sealed class Note
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
