using EfCache.Narrowing;
using EfCache.Storage;

namespace EfCache.Query.Plans;

/// <summary>One reading of a table in a query.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">
/// The primary key's columns, each with its possible values, when every column's are known; else null.
/// </param>
/// <param name="Partition">A partition's column with its possible values, when they are known and the key's are not; else null.</param>
internal sealed record TableAccess(
    QualifiedTableName Table,
    IReadOnlyList<ColumnValues>? Key = null,
    ColumnValues? Partition = null
)
{
    /// <summary>All rows of the table are read, as far as is known.</summary>
    public bool IsWhole => Key is null && Partition is null;

    /// <summary>What limits the rows that are read; empty when nothing does.</summary>
    public IReadOnlyList<ColumnValues> Limits => Key ?? (Partition is null ? [] : [Partition]);
}
