namespace EfCache.Tests.Query.Identity.Model;

/// <summary>An entity of a view that declares what the view reads.</summary>
public sealed class NoteView
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
