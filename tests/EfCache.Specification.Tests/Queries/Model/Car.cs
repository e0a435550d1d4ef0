namespace EfCache.Specification.Tests.Queries.Model;

public class Car : Vehicle
{
    public int Seats { get; set; }
}
