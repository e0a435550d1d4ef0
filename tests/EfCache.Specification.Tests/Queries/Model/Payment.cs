namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>The root of a hierarchy with a table for each concrete type.</summary>
public abstract class Payment
{
    public int Id { get; set; }

    public int Cents { get; set; }
}
