namespace EfCache.Tests.Writes.Model;

public sealed class Truck : Vehicle
{
    public int Axles { get; set; }
}
