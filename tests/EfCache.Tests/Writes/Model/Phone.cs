namespace EfCache.Tests.Writes.Model;

public sealed class Phone
{
    public string Number { get; set; } = "";
}
