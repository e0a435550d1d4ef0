namespace EfCache.Tests.Writes.Model;

public sealed class Car : Vehicle
{
    public int Doors { get; set; }
}
