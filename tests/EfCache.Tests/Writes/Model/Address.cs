namespace EfCache.Tests.Writes.Model;

public sealed class Address
{
    public string City { get; set; } = "";
}
