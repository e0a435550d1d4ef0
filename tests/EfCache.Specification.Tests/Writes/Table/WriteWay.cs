using EfCache.Specification.Tests.Queries.Model;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>A way to write: a row of the table.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Commits">What commits it.</param>
/// <param name="Run">Writes, and so that the results of <paramref name="Reads"/> change.</param>
/// <param name="Reads">Queries of what it writes, each cacheable.</param>
public sealed record WriteWay(
    string Name,
    CommitKind Commits,
    Func<WriteRun, Task> Run,
    params IReadOnlyList<Func<ShopContext, IQueryable<object>>> Reads
)
{
    /// <summary>Makes the rows that it writes.</summary>
    public Action<ShopContext>? Prepare { get; init; }

    /// <summary>It tries again after a first statement that failed.</summary>
    public bool IsRetried { get; init; }

    /// <summary>Only PostgreSQL has what it needs.</summary>
    public bool NeedsPostgreSql { get; init; }

    public override string ToString() => Name;
}
