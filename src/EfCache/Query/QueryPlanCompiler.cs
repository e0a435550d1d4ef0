using System.Text;
using EfCache.Narrowing;
using EfCache.Query.Plans;
using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query;

/// <summary>Makes a query's plan from its expression as EF Core translated it, never from SQL text.</summary>
internal static class QueryPlanCompiler
{
    /// <param name="select">The query as EF Core translated it.</param>
    /// <param name="model">The context's model.</param>
    /// <param name="mayWrite">The query has raw SQL that is not plainly a read: it runs by the write side.</param>
    /// <exception cref="InvalidOperationException">The query's own directives contradict each other or the model.</exception>
    public static QueryPlan Compile(SelectExpression select, IModel model, bool mayWrite)
    {
        var directives = CacheDirectives.Parse(select.Tags);
        var accesses = DeclaredTables.Of(directives, model).Select(WholeTable).ToList();
        var obstacle = mayWrite ? Obstacle.MayWrite : Obstacle.None;
        var analyzer = Analyze(select, ref obstacle);
        accesses.AddRange(analyzer.Accesses);
        foreach (var opaque in analyzer.OpaqueSources)
        {
            if (!opaque.IsUsersSql && opaque.Source is { } source && DeclaredTables.Of(source) is { } declared)
            {
                accesses.AddRange(declared.Select(WholeTable));
            }
            else if (!directives.DeclaresDependencies)
            {
                obstacle = obstacle.Or(Obstacle.Undeclared(opaque.Name));
            }
        }

        var columns = GetColumns(select, ref obstacle);
        var policies = PoliciesOf(analyzer, DeclaredTables.InModel(directives, model));
        return new QueryPlan
        {
            Directives = directives,
            Accesses = accesses,
            Parameters = [.. analyzer.Parameters],
            Columns = columns,
            ColumnsByName = select.IsNonComposedFromSql(),
            Obstacle = obstacle,
            IsNonDeterministic = analyzer.IsNonDeterministic || analyzer.OpaqueSources.Any(IsFunctionOrRawSql),
            NeverCachedEntity = policies.NeverCached,
            ReadsOnlyCacheableEntities = policies.AllCacheable,
            EntityTtl = policies.Ttl,
            FoundRows = FoundRows.Of(select, accesses),
            ReadsPartitionProperties = analyzer.Sources.Any(HasPartitionProperties),
            MayMakeUpPartitions = analyzer
                .OpaqueSources.Select(opaque => opaque.Source)
                .OfType<ITableBase>()
                .Any(HasPartitionProperties),
            Fingerprint = FingerprintOf(accesses, analyzer.Parameters, columns),
        };
    }

    private static DependencyAnalyzer Analyze(SelectExpression select, ref Obstacle obstacle)
    {
        var analyzer = new DependencyAnalyzer();
        try
        {
            analyzer.Visit(select);
        }
        catch (Exception exception)
        {
            // A provider's expression of a kind that visitors are not ready for: EF Core itself can still run the query.
            obstacle = obstacle.Or(Obstacle.NotUnderstood(exception));
        }

        return analyzer;
    }

    private static TableAccess WholeTable(QualifiedTableName table) => new(table);

    private static bool HasPartitionProperties(ITableBase source) =>
        source.EntityTypeMappings.Any(mapping =>
            mapping.TypeBase is IEntityType entityType && PartitionProperties.Of(entityType).Length > 0
        );

    // What a function or a user's SQL does is not known; that it reads only declared tables says nothing of a clock in it.
    private static bool IsFunctionOrRawSql(OpaqueSource opaque) => opaque.Source is not IView;

    private static EntityPolicies PoliciesOf(DependencyAnalyzer analyzer, IEnumerable<ITableBase> declared)
    {
        var policies = new EntityPolicies();
        foreach (var source in analyzer.Sources.Concat(declared))
        {
            policies.Add(source);
        }

        if (analyzer.OpaqueSources.Any(opaque => opaque.Source is null))
        {
            policies.AddUnmapped();
        }

        return policies;
    }

    private static PlanColumn[]? GetColumns(SelectExpression select, ref Obstacle obstacle)
    {
        var columns = new PlanColumn[select.Projection.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var projection = select.Projection[i];
            string? whyNot = "it has no type mapping";
            ColumnGetter? getter = null;
            if (
                projection.Expression.TypeMapping is not { } mapping
                || !ColumnGetter.TryCreate(mapping.GetDataReaderMethod(), out getter, out whyNot)
            )
            {
                obstacle = obstacle.Or(Obstacle.Column(projection.Alias, whyNot));
                return null;
            }

            columns[i] = new PlanColumn(projection.Alias, getter, mapping.GetDataReaderMethod().ToString()!);
        }

        return columns;
    }

    private static string FingerprintOf(
        List<TableAccess> accesses,
        List<PlanParameter> parameters,
        PlanColumn[]? columns
    )
    {
        var text = new StringBuilder();
        foreach (var access in accesses)
        {
            text.Append(access.Table).Append('\u001f');
            text.Append(access.Partition is null ? 'k' : 'p');
            foreach (var column in access.Limits)
            {
                text.Append(column.Column).Append('\u001f');
                foreach (var value in column.Values)
                {
                    text.Append(value).Append('\u001f');
                }
            }

            text.Append('\u001e');
        }

        text.Append('\u001d');
        foreach (var parameter in parameters)
        {
            parameter.Describe(text);
        }

        text.Append('\u001d');
        foreach (var column in columns ?? [])
        {
            text.Append(column.Name).Append('\u001f').Append(column.Method).Append('\u001e');
        }

        return text.ToString();
    }
}
