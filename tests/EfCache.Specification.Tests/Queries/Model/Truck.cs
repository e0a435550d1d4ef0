namespace EfCache.Specification.Tests.Queries.Model;

public class Truck : Vehicle
{
    public int Load { get; set; }
}
