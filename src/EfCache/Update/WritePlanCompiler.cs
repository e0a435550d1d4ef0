using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Update;

/// <summary>Finds out what a translated query writes: ExecuteUpdate and ExecuteDelete, and raw SQL inside of a query.</summary>
internal static class WritePlanCompiler
{
    /// <summary>Null for a query that only reads.</summary>
    public static WritePlan? Compile(Expression expression, IModel model) =>
        expression switch
        {
            SelectExpression select => MayWrite(select) ? WritePlan.OfEverything : null,
            UpdateExpression { Table.Table: ITable table } => OfTable(table, EntityChange.Update, model),
            DeleteExpression { Table.Table: ITable table } => OfTable(table, EntityChange.Delete, model),
            _ => WritePlan.OfEverything,
        };

    private static WritePlan OfTable(ITable table, EntityChange change, IModel model) =>
        new(WrittenTables.Of(table, change, model), Everything: false);

    private static bool MayWrite(SelectExpression select)
    {
        var finder = new RawSqlFinder();
        finder.Visit(select);
        return finder.MayWrite;
    }

    private sealed class RawSqlFinder : ExpressionVisitor
    {
        public bool MayWrite { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is FromSqlExpression raw)
            {
                MayWrite |= RawSqlText.MayWrite(raw.Sql);
                return node;
            }

            return base.VisitExtension(node);
        }
    }
}
