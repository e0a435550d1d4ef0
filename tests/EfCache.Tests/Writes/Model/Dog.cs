namespace EfCache.Tests.Writes.Model;

public sealed class Dog : Animal
{
    public string Breed { get; set; } = "";
}
