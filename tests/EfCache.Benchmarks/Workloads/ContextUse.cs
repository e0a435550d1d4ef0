namespace EfCache.Benchmarks.Workloads;

/// <summary>Where an operation has its context from.</summary>
public enum ContextUse
{
    /// <summary>One context for all operations: the query's own cost.</summary>
    Shared,

    /// <summary>A pooled context for each operation, as in a web request.</summary>
    Pooled,

    /// <summary>A new context for each operation, with all that EF Core and the library make for one.</summary>
    New,

    /// <summary>New options and a new context for each operation, as <c>AddDbContext</c> makes them for each scope.</summary>
    Scoped,
}
