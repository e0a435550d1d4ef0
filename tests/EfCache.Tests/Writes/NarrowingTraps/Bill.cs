namespace EfCache.Tests.Writes.NarrowingTraps;

/// <summary>Is partitioned by a column of which raw SQL may say something else.</summary>
public class Bill
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public string Name { get; set; } = "";
}
