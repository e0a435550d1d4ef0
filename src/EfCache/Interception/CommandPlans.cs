using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using EfCache.Narrowing;
using EfCache.Query;
using EfCache.Query.Plans;
using EfCache.Update;
using EfCache.Update.Sql;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Interception;

/// <summary>Both sides' plans of one translated query, kept for as long as EF Core keeps its expression.</summary>
internal sealed class CommandPlans
{
    private static readonly ConditionalWeakTable<Expression, CommandPlans> Compiled = [];

    private CommandPlans(Expression expression, IModel model, string providerName)
    {
        OwnTags = OwnTagsOf(expression);
        var directives = CacheDirectives.Parse(OwnTags);
        var isDeclaredRead = directives.IsCacheable && directives.DeclaresDependencies;
        var raw = RawSqlInQuery.Find(expression, model, providerName, isDeclaredRead);
        MayChangeSession = raw.MayChangeSession;
        Write = WritePlanCompiler.Compile(expression, model, raw, ValuesOfTarget(expression));
        if (directives.Writes is { } declared)
        {
            var plan = DeclaredWritePlan.Of(declared, model, providerName);
            Write = expression is SelectExpression ? plan : Write?.And(plan) ?? plan;
        }

        if (expression is SelectExpression select)
        {
            Query = QueryPlanCompiler.Compile(select, model, mayWrite: Write is not null);
        }
    }

    /// <summary>The query tags that are the cache's, for taking them out of the text: a provider's own expression may hide them.</summary>
    public IReadOnlyList<string> OwnTags { get; }

    /// <summary>Null for what is not a query.</summary>
    public QueryPlan? Query { get; }

    /// <summary>Null for what writes nothing.</summary>
    public WritePlan? Write { get; }

    /// <summary>It has raw SQL that may leave something behind in its connection.</summary>
    public bool MayChangeSession { get; }

    /// <summary>The plans of the expression as EF Core translated it, before a provider makes something of its own of it.</summary>
    public static CommandPlans Of(Expression expression, IModel model, string providerName)
    {
        if (!Compiled.TryGetValue(expression, out var plans))
        {
            plans = Compiled.GetValue(expression, key => new CommandPlans(key, model, providerName));
        }

        return plans;
    }

    private static Func<string, IReadOnlyList<ValueSource>?> ValuesOfTarget(Expression expression) =>
        expression switch
        {
            UpdateExpression update => DependencyAnalyzer.ValuesOf(update.SelectExpression, update.Table.Alias),
            DeleteExpression delete => DependencyAnalyzer.ValuesOf(delete.SelectExpression, delete.Table.Alias),
            _ => static _ => null,
        };

    private static string[] OwnTagsOf(Expression expression)
    {
        var tags = expression switch
        {
            SelectExpression select => select.Tags,
            UpdateExpression update => update.Tags,
            DeleteExpression delete => delete.Tags,
            _ => null,
        };
        return
        [
            .. (tags ?? new HashSet<string>()).Where(tag =>
                tag.StartsWith(CacheDirectives.TagPrefix, StringComparison.Ordinal)
            ),
        ];
    }
}
