using System.Linq.Expressions;
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

    /// <summary>
    /// Declares that the property never changes after the insert, so that its values divide the entity's rows into partitions: a
    /// query that is limited to one value (<c>i => i.CompanyId == id</c>, a query filter by tenant, a join to the parent's row),
    /// whatever else it says, depends on the rows of that partition instead of on the table. Writes of other partitions leave it
    /// cached.
    /// </summary>
    /// <remarks>
    /// <para>A write that EF Core sees change the value, or of a row whose value was not read from the database (a stub that was
    /// attached), invalidates all partitions. That does not reach contexts that had read the row before it was moved: what these
    /// write afterwards is said of the old partition. The same goes for a key that is deleted and inserted anew in another
    /// partition. Where rows do move, let the property be a concurrency token as well: each statement then compares the value.</para>
    /// <para>All models that write the table declare the same partitions, or none.</para>
    /// </remarks>
    /// <param name="entityTypeBuilder">The entity; its rows are in a table.</param>
    /// <param name="property">
    /// A property that is stored as a whole number, a Guid, a bool, or an enum's number. Several can be declared, each for itself.
    /// </param>
    /// <typeparam name="TEntity">The entity's type.</typeparam>
    /// <typeparam name="TProperty">The property's type.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="property"/> is not a property of the entity.</exception>
    /// <exception cref="InvalidOperationException">When the model is built: the property is stored as another type.</exception>
    public static EntityTypeBuilder<TEntity> HasCachePartition<TEntity, TProperty>(
        this EntityTypeBuilder<TEntity> entityTypeBuilder,
        Expression<Func<TEntity, TProperty>> property
    )
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        ArgumentNullException.ThrowIfNull(property);
        var name = entityTypeBuilder.Property(property).Metadata.Name;
        AppendLines(entityTypeBuilder, CacheAnnotationNames.Partitions, [name]);
        return entityTypeBuilder;
    }

    /// <inheritdoc cref="HasCachePartition{TEntity, TProperty}"/>
    /// <param name="entityTypeBuilder">The entity; its rows are in a table.</param>
    /// <param name="propertyName">The name of a property that the entity has already, which may be a shadow property.</param>
    /// <exception cref="ArgumentException"><paramref name="propertyName"/> is empty.</exception>
    public static EntityTypeBuilder HasCachePartition(this EntityTypeBuilder entityTypeBuilder, string propertyName)
    {
        ArgumentNullException.ThrowIfNull(entityTypeBuilder);
        ArgumentException.ThrowIfNullOrWhiteSpace(propertyName);
        AppendLines(entityTypeBuilder, CacheAnnotationNames.Partitions, [propertyName]);
        return entityTypeBuilder;
    }

    private static void AppendLines(EntityTypeBuilder entityTypeBuilder, string annotation, IEnumerable<string> lines)
    {
        var present = (string?)entityTypeBuilder.Metadata.FindAnnotation(annotation)?.Value;
        IEnumerable<string> all = present is null ? lines : present.Split('\n').Concat(lines);
        entityTypeBuilder.HasAnnotation(annotation, string.Join('\n', all.Distinct(StringComparer.Ordinal)));
    }
}
