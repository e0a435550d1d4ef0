using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Query.Plans;

/// <summary>Finds the tables that a query, or an entity that is mapped to something opaque, declares to read.</summary>
internal static class DeclaredTables
{
    /// <summary>The query's own declarations.</summary>
    /// <exception cref="InvalidOperationException">An entity is not in the model, or has no table.</exception>
    public static IEnumerable<QualifiedTableName> Of(CacheDirectives directives, IModel model) =>
        directives
            .Entities.SelectMany(entity => EntityTables.Of(entity, model, option: "DependsOn"))
            .Select(table => new QualifiedTableName(table.Schema, table.Name))
            .Concat(directives.Tables);

    /// <summary>What the entities that are mapped to the source declare; null when one of them declares nothing.</summary>
    public static IReadOnlyList<QualifiedTableName>? Of(ITableBase source)
    {
        List<QualifiedTableName> tables = [];
        foreach (var mapping in source.EntityTypeMappings)
        {
            if (mapping.TypeBase.FindAnnotation(CacheAnnotationNames.Dependencies)?.Value is not string lines)
            {
                return null;
            }

            tables.AddRange(lines.Split('\n').Select(QualifiedTableName.Parse));
        }

        return tables.Count == 0 ? null : tables;
    }
}
