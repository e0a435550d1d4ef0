namespace EfCache.Tests.Readme;

public sealed class Country
{
    public int Id { get; set; }

    public required string Name { get; set; }
}
