namespace EfCache.Tests.Query.Identity.Model;

public sealed class Secret
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
