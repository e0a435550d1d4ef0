using System.Runtime.CompilerServices;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Narrowing;

/// <summary>
/// The properties of an entity whose values a writer has to have from the database, so that a write can name the partition of
/// its row.
/// </summary>
internal static class PartitionProperties
{
    private static readonly ConditionalWeakTable<IEntityType, IProperty[]> Known = [];

    /// <summary>
    /// The properties of the entity's key, by which a row is known again, and those of its partitions; empty, as for most
    /// entities, when there is none of the latter.
    /// </summary>
    public static IProperty[] Of(IEntityType entityType) =>
        Known.GetValue(
            entityType,
            static type =>
            {
                IProperty[] partitions = [.. Find(type)];
                return partitions.Length == 0 ? [] : [.. type.FindPrimaryKey()?.Properties ?? [], .. partitions];
            }
        );

    /// <summary>Whether the model says <c>HasCachePartition</c> of the property.</summary>
    public static bool IsDeclared(IProperty property) =>
        property.DeclaringType is IEntityType entityType
        && entityType
            .GetDerivedTypesInclusive()
            .Any(type =>
                type.FindAnnotation(CacheAnnotationNames.Partitions)?.Value is string names
                && names.Split('\n').Contains(property.Name, StringComparer.Ordinal)
            );

    private static IEnumerable<IProperty> Find(IEntityType entityType) =>
        entityType
            .GetTableMappings()
            .SelectMany(mapping => TableNarrowing.Of(mapping.Table).Partitions)
            .Where(partition => partition.Kind == PartitionKind.Constant)
            .Select(partition => partition.Column.FindColumnMapping(entityType)?.Property)
            .OfType<IProperty>()
            .Distinct();
}
