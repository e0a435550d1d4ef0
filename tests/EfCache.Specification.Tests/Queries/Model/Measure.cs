namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>Has a column of each type whose values are easily confused.</summary>
public class Measure
{
    public Guid Id { get; set; }

    public decimal Amount { get; set; }

    public double Value { get; set; }

    public DateTime At { get; set; }

    public string? Text { get; set; }

    public byte[]? Bytes { get; set; }

    public CustomerKind Kind { get; set; }
}
