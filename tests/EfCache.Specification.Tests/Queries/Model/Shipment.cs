namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Its partition may be null.</summary>
public class Shipment
{
    public int Id { get; set; }

    public int? DepotId { get; set; }

    public string Text { get; set; } = "";
}
