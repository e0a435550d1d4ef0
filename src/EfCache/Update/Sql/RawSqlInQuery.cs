using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Update.Sql;

/// <summary>What the raw SQL inside of a query does.</summary>
/// <param name="Write">What it writes; null when it only reads, or when there is none.</param>
/// <param name="MayChangeSession">It may leave something behind in its connection.</param>
internal sealed record RawSqlInQuery(WritePlan? Write, bool MayChangeSession)
{
    /// <param name="expression">The query as EF Core translated it.</param>
    /// <param name="model">The context's model.</param>
    /// <param name="providerName">The database provider's name.</param>
    /// <param name="isDeclaredRead">The user says that it is a read, and of what: then the functions that it calls are, too.</param>
    public static RawSqlInQuery Find(Expression expression, IModel model, string providerName, bool isDeclaredRead)
    {
        var finder = new Finder(model, providerName, isDeclaredRead);
        finder.Visit(expression);
        return new RawSqlInQuery(finder.Write, finder.MayChangeSession);
    }

    private sealed class Finder(IModel model, string providerName, bool trustsFunctions) : ExpressionVisitor
    {
        public WritePlan? Write { get; private set; }

        public bool MayChangeSession { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not FromSqlExpression raw)
            {
                return base.VisitExtension(node);
            }

            var plan = RawSqlPlans.Of(model, providerName).Of(raw.Sql, model);
            var write = trustsFunctions ? plan.WriteIfTrusted : plan.Write;
            Write = write?.And(Write) ?? Write;
            var changesSession = trustsFunctions ? plan.LeavesState : plan.MayChangeSession;
            if (changesSession)
            {
                // What is read from a temporary table is its connection's own: it runs like a write, and is not cached.
                Write ??= WritePlan.OfNothing;
                MayChangeSession = true;
            }

            return node;
        }
    }
}
