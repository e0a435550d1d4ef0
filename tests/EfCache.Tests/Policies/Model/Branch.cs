namespace EfCache.Tests.Policies.Model;

/// <summary>Is partitioned by its country.</summary>
public class Branch
{
    public int Id { get; set; }

    public int CountryId { get; set; }

    public BranchKind Kind { get; set; }

    public string City { get; set; } = "";
}
