using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What the model says of an entity's place in the second-level cache.</summary>
public static class EfCacheEntityTypeBuilderExtensions
{
    /// <summary>
    /// The time to live of cached queries that read the entity, unless the query or its policy says one; of several entities
    /// in one query the shortest counts. It makes nothing cached by itself.
    /// </summary>
    /// <param name="entityTypeBuilder">The entity.</param>
    /// <param name="ttl">Longer than zero. Each entry's is varied by up to ±10 %.</param>
    /// <typeparam name="TEntity">The entity's type.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public static EntityTypeBuilder<TEntity> HasCacheTtl<TEntity>(
        this EntityTypeBuilder<TEntity> entityTypeBuilder,
        TimeSpan ttl
    )
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        entityTypeBuilder.HasAnnotation(CacheAnnotationNames.Ttl, OptionGuard.Positive(ttl, nameof(HasCacheTtl)).Ticks);
        return entityTypeBuilder;
    }

    /// <summary>Queries that read only such entities are cached without asking.</summary>
    /// <param name="entityTypeBuilder">The entity.</param>
    /// <typeparam name="TEntity">The entity's type.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    public static EntityTypeBuilder<TEntity> IsCacheable<TEntity>(this EntityTypeBuilder<TEntity> entityTypeBuilder)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        entityTypeBuilder.HasAnnotation(CacheAnnotationNames.Cacheable, true);
        return entityTypeBuilder;
    }

    /// <summary>A query that reads the entity bypasses the cache, whatever else it says.</summary>
    /// <param name="entityTypeBuilder">The entity.</param>
    /// <typeparam name="TEntity">The entity's type.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    public static EntityTypeBuilder<TEntity> IsNeverCached<TEntity>(this EntityTypeBuilder<TEntity> entityTypeBuilder)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        entityTypeBuilder.HasAnnotation(CacheAnnotationNames.NeverCached, true);
        return entityTypeBuilder;
    }

    /// <summary>
    /// Says what the database itself writes when the entity's table is written: by a trigger, for example. A write of this
    /// entity invalidates the other's table too.
    /// </summary>
    /// <param name="entityTypeBuilder">The entity that is written.</param>
    /// <typeparam name="TOther">The entity that changes with it; it is in the model.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    public static EntityTypeBuilder InvalidatesAlso<TOther>(this EntityTypeBuilder entityTypeBuilder)
        where TOther : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        AppendLines(entityTypeBuilder, CacheAnnotationNames.InvalidatesAlso, [typeof(TOther).FullName!]);
        return entityTypeBuilder;
    }

    /// <summary>
    /// Says which tables a view, or an entity that is mapped to SQL or to a function, reads: queries of it can be cached then,
    /// and are invalidated by writes to these tables.
    /// </summary>
    /// <param name="entityTypeBuilder">The entity.</param>
    /// <param name="tables">Names of tables, <c>"table"</c> or <c>"schema.table"</c>; upper and lower case are the same.</param>
    /// <typeparam name="TEntity">The entity's type.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException">There is no name, or one is empty.</exception>
    public static EntityTypeBuilder<TEntity> HasCacheDependencies<TEntity>(
        this EntityTypeBuilder<TEntity> entityTypeBuilder,
        params string[] tables
    )
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        ArgumentNullException.ThrowIfNull(tables);
        if (tables.Length == 0 || tables.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException(
                "HasCacheDependencies: name at least one table, as \"table\" or \"schema.table\".",
                nameof(tables)
            );
        }

        AppendLines(
            entityTypeBuilder,
            CacheAnnotationNames.Dependencies,
            tables.Select(table => QualifiedTableName.Parse(table).ToString())
        );
        return entityTypeBuilder;
    }

    private static void AppendLines(EntityTypeBuilder entityTypeBuilder, string annotation, IEnumerable<string> lines)
    {
        var present = (string?)entityTypeBuilder.Metadata.FindAnnotation(annotation)?.Value;
        IEnumerable<string> all = present is null ? lines : present.Split('\n').Concat(lines);
        entityTypeBuilder.HasAnnotation(annotation, string.Join('\n', all.Distinct(StringComparer.Ordinal)));
    }
}
