namespace EfCache.Benchmarks.Workloads;

/// <summary>What a query returns: the value is the number of rows, each of ten columns.</summary>
public enum Shape
{
    PrimaryKey = 1,
    Rows100 = 100,
    Rows1000 = 1000,
}
