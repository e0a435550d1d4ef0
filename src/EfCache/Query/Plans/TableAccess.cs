using EfCache.Storage;

namespace EfCache.Query.Plans;

/// <summary>
/// One reading of a table in a query: of all its rows, or of those whose primary key is known to be among some values.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Key">
/// The primary key's columns, each with its possible values, when every column's are known; else null: all rows.
/// </param>
internal sealed record TableAccess(QualifiedTableName Table, IReadOnlyList<KeyColumnValues>? Key);
