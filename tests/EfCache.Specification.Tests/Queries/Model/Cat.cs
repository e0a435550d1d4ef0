namespace EfCache.Specification.Tests.Queries.Model;

public class Cat : Animal
{
    public int Lives { get; set; }
}
