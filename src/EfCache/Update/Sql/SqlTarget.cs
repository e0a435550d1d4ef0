using System.Collections.Immutable;

namespace EfCache.Update.Sql;

/// <summary>A table that a statement writes.</summary>
/// <param name="Table">How the text names it.</param>
/// <param name="Change">What is done to its rows, as far as it matters to what the database writes along.</param>
/// <param name="AssignedColumns">
/// Names among which those of all columns are that an update sets; null when they are not known. By a key that changes, the
/// database may write tables that refer to it.
/// </param>
internal sealed record SqlTarget(SqlTableName Table, EntityChange Change, ImmutableArray<string>? AssignedColumns)
{
    public SqlTarget(SqlTableName table, EntityChange change)
        : this(table, change, []) { }
}
