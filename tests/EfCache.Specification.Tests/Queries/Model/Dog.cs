namespace EfCache.Specification.Tests.Queries.Model;

public class Dog : Animal
{
    public string Breed { get; set; } = "";
}
