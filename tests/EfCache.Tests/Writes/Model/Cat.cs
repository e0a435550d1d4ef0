namespace EfCache.Tests.Writes.Model;

public sealed class Cat : Animal
{
    public int Lives { get; set; }
}
