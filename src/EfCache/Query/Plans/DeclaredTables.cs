using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Query.Plans;

/// <summary>Finds the tables that a query, or an entity that is mapped to something opaque, declares to read.</summary>
internal static class DeclaredTables
{
    /// <summary>The query's own declarations.</summary>
    /// <exception cref="InvalidOperationException">An entity is not in the model, or has no table.</exception>
    public static IEnumerable<QualifiedTableName> Of(CacheDirectives directives, IModel model) =>
        OfEntities(directives, model)
            .Select(table => new QualifiedTableName(table.Schema, table.Name))
            .Concat(directives.Tables);

    /// <summary>Those of the query's declarations that the model knows, by entity or by name: their entities say policies.</summary>
    /// <exception cref="InvalidOperationException">An entity is not in the model, or has no table.</exception>
    public static IEnumerable<ITable> InModel(CacheDirectives directives, IModel model) =>
        OfEntities(directives, model)
            .Concat(
                directives.Tables.SelectMany(declared =>
                    model
                        .GetRelationalModel()
                        .Tables.Where(table =>
                            string.Equals(table.Name, declared.Name, StringComparison.OrdinalIgnoreCase)
                            && (
                                declared.Schema is null
                                || table.Schema is null
                                || string.Equals(table.Schema, declared.Schema, StringComparison.OrdinalIgnoreCase)
                            )
                        )
                )
            );

    private static IEnumerable<ITable> OfEntities(CacheDirectives directives, IModel model) =>
        directives.Entities.SelectMany(entity => EntityTables.Of(entity, model, option: "DependsOn"));

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
