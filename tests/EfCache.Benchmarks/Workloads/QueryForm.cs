namespace EfCache.Benchmarks.Workloads;

/// <summary>How the query is written.</summary>
public enum QueryForm
{
    /// <summary><c>EF.CompileQuery</c>.</summary>
    Compiled,

    /// <summary><c>EF.CompileAsyncQuery</c>.</summary>
    CompiledAsync,

    /// <summary>LINQ, which EF Core looks up among its compiled queries at each execution.</summary>
    Linq,
}
