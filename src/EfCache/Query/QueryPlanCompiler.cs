using System.Text;
using EfCache.Query.Plans;
using EfCache.Query.Replay;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query;

/// <summary>Makes a query's plan from its expression as EF Core translated it, never from SQL text.</summary>
internal static class QueryPlanCompiler
{
    public static QueryPlan Compile(SelectExpression select, IModel model)
    {
        var analyzer = new DependencyAnalyzer();
        analyzer.Visit(select);
        var directives = CacheDirectives.Parse(select.Tags);
        var policies = PoliciesOf(analyzer);
        var accesses = analyzer.Accesses.ToList();
        var obstacle = BypassReason.None;
        string? detail = null;

        accesses.AddRange(DeclaredTables.Of(directives, model).Select(WholeTable));
        foreach (var opaque in analyzer.OpaqueSources)
        {
            if (opaque.Source is { } source && DeclaredTables.Of(source) is { } declared)
            {
                accesses.AddRange(declared.Select(WholeTable));
            }
            else if (!directives.DeclaresDependencies && obstacle == BypassReason.None)
            {
                obstacle = BypassReason.UndeclaredDependencies;
                detail =
                    $"it reads {opaque.Name}, which can't be seen into; say what that reads with "
                    + "Cacheable(q => q.DependsOn<...>()), or with HasCacheDependencies(...) on the entity";
            }
        }

        var columns = TryGetColumns(select, ref obstacle, ref detail);
        return new QueryPlan
        {
            Directives = directives,
            Accesses = accesses,
            Parameters = [.. analyzer.Parameters],
            Columns = columns,
            ColumnsByName = select.IsNonComposedFromSql(),
            Obstacle = obstacle,
            ObstacleDetail = detail,
            IsNonDeterministic = analyzer.IsNonDeterministic || analyzer.OpaqueSources.Any(IsFunctionOrRawSql),
            NeverCachedEntity = policies.NeverCached,
            ReadsOnlyCacheableEntities = policies.AllCacheable,
            EntityTtl = policies.Ttl,
            Fingerprint = FingerprintOf(accesses, analyzer.Parameters, columns),
        };
    }

    private static TableAccess WholeTable(QualifiedTableName table) => new(table, Key: null);

    // What a function or a user's SQL does is not known; that it reads only declared tables says nothing of a clock in it.
    private static bool IsFunctionOrRawSql(OpaqueSource opaque) => opaque.Source is not IView;

    private static EntityPolicies PoliciesOf(DependencyAnalyzer analyzer)
    {
        var policies = new EntityPolicies();
        foreach (var source in analyzer.Sources)
        {
            policies.Add(source);
        }

        if (analyzer.OpaqueSources.Any(opaque => opaque.Source is null))
        {
            policies.AddUnmapped();
        }

        return policies;
    }

    private static PlanColumn[]? TryGetColumns(SelectExpression select, ref BypassReason obstacle, ref string? detail)
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
                if (obstacle == BypassReason.None)
                {
                    obstacle = BypassReason.UnsupportedColumn;
                    detail = $"its column {projection.Alias} can't be kept: {whyNot}";
                }

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
            foreach (var column in access.Key ?? [])
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
