using EfCache.Narrowing;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>The table that ExecuteUpdate or ExecuteDelete writes, and which rows of it, as far as the predicate tells.</summary>
/// <param name="Table">The table.</param>
/// <param name="Narrowing">What the table's rows are told apart by.</param>
/// <param name="Key">The primary key's columns with their values, in its order; null when rows are not known by it.</param>
/// <param name="Partitions">Each of the table's partitions with its values; null when there are none, or one is not known.</param>
internal sealed record WriteTarget(
    QualifiedTableName Table,
    TableNarrowing Narrowing,
    IReadOnlyList<ColumnValues>? Key,
    IReadOnlyList<ColumnValues>? Partitions
);
