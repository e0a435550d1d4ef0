namespace EfCache.Tests.Readme;

public sealed class Secret
{
    public int Id { get; set; }

    public required string Value { get; set; }
}
