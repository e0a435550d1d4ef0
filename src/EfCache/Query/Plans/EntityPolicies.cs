using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Query.Plans;

/// <summary>What the model says, together, of the entities that a query reads.</summary>
internal sealed class EntityPolicies
{
    private bool _any;
    private bool _allCacheable = true;

    public string? NeverCached { get; private set; }

    public bool AllCacheable => _any && _allCacheable;

    public TimeSpan? Ttl { get; private set; }

    public void Add(ITableBase source)
    {
        foreach (var mapping in source.EntityTypeMappings)
        {
            if (mapping.TypeBase is IEntityType entityType)
            {
                Add(PolicyOwner(entityType));
            }
        }
    }

    /// <summary>A source that no entity is mapped to: nobody said that it may be cached.</summary>
    public void AddUnmapped()
    {
        _any = true;
        _allCacheable = false;
    }

    /// <summary>An owned type is a part of its owner, and follows it.</summary>
    private static IEntityType PolicyOwner(IEntityType entityType)
    {
        while (entityType.FindOwnership() is { } ownership)
        {
            entityType = ownership.PrincipalEntityType;
        }

        return entityType;
    }

    private void Add(IEntityType entityType)
    {
        if (IsImplicitJoin(entityType))
        {
            return; // The two ends of a many-to-many are what the user can say something about.
        }

        _any = true;
        _allCacheable &= Find(entityType, CacheAnnotationNames.Cacheable) is true;
        if (Find(entityType, CacheAnnotationNames.NeverCached) is true)
        {
            NeverCached ??= entityType.DisplayName();
        }

        if (Find(entityType, CacheAnnotationNames.Ttl) is long ticks && (Ttl is null || ticks < Ttl.Value.Ticks))
        {
            Ttl = TimeSpan.FromTicks(ticks);
        }
    }

    private static bool IsImplicitJoin(IEntityType entityType) =>
        entityType.HasSharedClrType
        && entityType.IsPropertyBag
        && entityType
            .GetForeignKeys()
            .Any(foreignKey =>
                foreignKey
                    .PrincipalEntityType.GetDerivedTypesInclusive()
                    .SelectMany(principal => principal.GetDeclaredSkipNavigations())
                    .Any(navigation => navigation.JoinEntityType == entityType)
            );

    private static object? Find(IEntityType entityType, string annotation)
    {
        for (IEntityType? type = entityType; type is not null; type = type.BaseType)
        {
            if (type.FindAnnotation(annotation)?.Value is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
