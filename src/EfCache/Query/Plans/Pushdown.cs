using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>
/// Whether a condition on a subquery's column, from outside of it, might as well stand inside: then rows for which it does not
/// hold contribute nothing to the subquery's rows for which it holds.
/// </summary>
internal static class Pushdown
{
    /// <summary>The column of the subquery's own tables that the condition is about; null when it has to stay outside.</summary>
    /// <param name="subquery">The subquery.</param>
    /// <param name="column">The name of one of its projected columns.</param>
    public static ColumnExpression? ColumnOf(SelectExpression subquery, string column)
    {
        if (
            subquery is not { Limit: null, Offset: null, Having: null, GroupBy.Count: 0 }
            || subquery.Projection.FirstOrDefault(projection => projection.Alias == column)
                is not { Expression: ColumnExpression inner }
        )
        {
            return null;
        }

        var windows = new WindowFinder(inner);
        foreach (var projection in subquery.Projection)
        {
            windows.Visit(projection.Expression);
        }

        return windows.AreWithin ? inner : null;
    }

    /// <summary>Numbers of rows count the rows within a window: only if that is by the column, other rows do not matter.</summary>
    private sealed class WindowFinder(ColumnExpression column) : ExpressionVisitor
    {
        public bool AreWithin { get; private set; } = true;

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case RowNumberExpression window:
                    AreWithin &= window.Partitions.Contains(column);
                    return node;
                case SelectExpression or ColumnExpression:
                    return node; // It counts its own rows; and none.
                default:
                    // What a provider has of its own may be a window, too.
                    AreWithin &= node.GetType().Assembly == typeof(SqlExpression).Assembly;
                    return base.VisitExtension(node);
            }
        }
    }
}
