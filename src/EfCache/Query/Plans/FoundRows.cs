using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>
/// A table whose rows a query asks for by key, and of which the result tells whether they were there: a row that is there can't
/// be added, so the result does not depend on rows that are.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="IsRowForRow">
/// The result has exactly one row for each of the table's that was found; else a row of it only tells that one was.
/// </param>
internal sealed record FoundRows(QualifiedTableName Table, bool IsRowForRow)
{
    /// <summary>Null when the result does not tell.</summary>
    /// <param name="select">The query.</param>
    /// <param name="accesses">What it reads.</param>
    public static FoundRows? Of(SelectExpression select, IReadOnlyList<TableAccess> accesses)
    {
        if (RootOf(select) is not { } root)
        {
            return null;
        }

        var name = new QualifiedTableName(root.Schema, root.Name);
        return
            accesses.Count(access => access.Table == name) == 1
            && accesses.First(access => access.Table == name).Key is not null
            ? new FoundRows(name, IsPlain(select))
            : null;
    }

    /// <summary>Whether all rows by their keys were there, so that the result does not depend on rows that are added.</summary>
    /// <param name="keys">How many rows were asked for.</param>
    /// <param name="rows">How many rows the result has.</param>
    public bool AreAllIn(int keys, int rows) => keys == 1 ? rows > 0 : IsRowForRow && keys == rows;

    /// <summary>
    /// The table that each row of the result has a row of: the first, when all others are joined to it. An aggregate's row is there
    /// without any, and then no column is projected as it is; a group has a row at least.
    /// </summary>
    private static ITable? RootOf(SelectExpression select)
    {
        if (
            select.Tables.Count == 0
            || !select.Projection.Any(projection => projection.Expression is ColumnExpression)
            || !select.Tables.Skip(1).All(IsJoinedToTheLeft)
        )
        {
            return null;
        }

        return select.Tables[0] switch
        {
            TableExpression { Table: ITable table } => table,
            SelectExpression inner => RootOf(inner),
            _ => null,
        };
    }

    private static bool IsJoinedToTheLeft(TableExpressionBase table) =>
        table
            is InnerJoinExpression
                or LeftJoinExpression
                or CrossJoinExpression
                or CrossApplyExpression
                or OuterApplyExpression;

    private static bool IsPlain(SelectExpression select) =>
        select is { Tables.Count: 1, IsDistinct: false, Limit: null, Offset: null }
        && select.Tables[0] is TableExpression;
}
