namespace EfCache.Benchmarks.Workloads;

/// <summary>Where an operation has its context from.</summary>
public enum ContextUse
{
    /// <summary>One context for all operations: the query's own cost.</summary>
    Shared,

    /// <summary>A pooled context for each operation, as in a web request.</summary>
    Pooled,
}
