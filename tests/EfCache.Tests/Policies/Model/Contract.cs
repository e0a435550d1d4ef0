namespace EfCache.Tests.Policies.Model;

public sealed class Contract : Document
{
    public string Text { get; set; } = "";
}
