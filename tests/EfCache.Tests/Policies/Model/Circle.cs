namespace EfCache.Tests.Policies.Model;

public sealed class Circle : Shape
{
    public double Radius { get; set; }
}
