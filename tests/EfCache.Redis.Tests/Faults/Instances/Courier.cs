namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>A row of another table, which in a cluster is somewhere else.</summary>
public sealed class Courier
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
