using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace EfCache.Infrastructure;

/// <summary>Refuses partitions by properties that rows can't be told apart by, while the model is built.</summary>
internal sealed class CachePartitionConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    )
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entityType.FindAnnotation(CacheAnnotationNames.Partitions)?.Value is string names)
            {
                foreach (var name in names.Split('\n'))
                {
                    Require(entityType, name);
                }
            }
        }
    }

    private static void Require(IConventionEntityType entityType, string name)
    {
        var property =
            entityType.FindProperty(name)
            ?? throw new InvalidOperationException(
                $"HasCachePartition(\"{name}\") on {entityType.DisplayName()}: the entity has no such property. Name one of its own, "
                    + "after it was configured."
            );
        var type = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
        if (!RowKey.IsNarrowable(type))
        {
            throw new InvalidOperationException(
                $"HasCachePartition({name}) on {entityType.DisplayName()}: a partition's property is stored as a whole number, a "
                    + $"Guid, a bool or an enum's number, and this one as {type.Name}. Databases compare values of other types in "
                    + "ways of their own."
            );
        }
    }
}
