using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Update;

/// <summary>Finds out what a translated query writes: ExecuteUpdate and ExecuteDelete, and raw SQL inside of a query.</summary>
internal static class WritePlanCompiler
{
    /// <summary>Null for a query that only reads.</summary>
    /// <param name="expression">The query as EF Core translated it.</param>
    /// <param name="model">The context's model.</param>
    /// <param name="isDeclaredRead">The user says that it is a read, and of what: then the functions that it calls are, too.</param>
    public static WritePlan? Compile(Expression expression, IModel model, bool isDeclaredRead) =>
        expression switch
        {
            SelectExpression select => MayWrite(select, isDeclaredRead) ? WritePlan.OfEverything : null,
            UpdateExpression { Table.Table: ITable table } => OfTable(table, EntityChange.Update, model),
            DeleteExpression { Table.Table: ITable table } => OfTable(table, EntityChange.Delete, model),
            _ => WritePlan.OfEverything,
        };

    private static WritePlan OfTable(ITable table, EntityChange change, IModel model) =>
        new(WrittenTables.Of(table, change, model), Everything: false);

    private static bool MayWrite(SelectExpression select, bool isDeclaredRead)
    {
        var finder = new RawSqlFinder(isDeclaredRead);
        finder.Visit(select);
        return finder.MayWrite;
    }

    private sealed class RawSqlFinder(bool trustsFunctions) : ExpressionVisitor
    {
        public bool MayWrite { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is FromSqlExpression raw)
            {
                MayWrite |= RawSqlText.MayWrite(raw.Sql, trustsFunctions);
                return node;
            }

            return base.VisitExtension(node);
        }
    }
}
