using EfCache.Query;
using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Infrastructure;

/// <summary>Says how one query is cached: <c>.Cacheable(q => q.DependsOn&lt;Product&gt;())</c>.</summary>
public sealed class CacheableQueryBuilder
{
    internal CacheableQueryBuilder() { }

    internal CacheDirectives Directives { get; private set; } = new() { IsCacheable = true };

    /// <summary>The time to live of the query's entries; it comes before its policy's, its entities' and the default.</summary>
    /// <param name="ttl">
    /// Longer than zero; varied by up to ±10 %. Each distinct value is compiled as a query of its own: when it varies, use
    /// named policies.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public CacheableQueryBuilder WithTtl(TimeSpan ttl) =>
        With(Directives with { Ttl = OptionGuard.Positive(ttl, nameof(WithTtl)) });

    /// <summary>Caches the query by a policy of the options.</summary>
    /// <param name="name">The name that <see cref="SecondLevelCacheOptionsBuilder.AddPolicy"/> gave it.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CacheableQueryBuilder WithPolicy(string name) =>
        With(Directives with { Policy = OptionGuard.PolicyName(name, nameof(WithPolicy)) });

    /// <summary>Gives the query's entries a name by which they can be invalidated.</summary>
    /// <param name="tag">Any name of at most 128 characters; upper and lower case differ.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="tag"/> is empty or too long.</exception>
    public CacheableQueryBuilder WithTag(string tag) =>
        With(Directives with { UserTags = Directives.UserTags.Add(OptionGuard.TagName(tag, nameof(WithTag))) });

    /// <summary>
    /// Declares that the query reads the entity's tables: what the cache can't see in raw SQL, views and functions. A query
    /// that has such parts is cached only when it declares all that they read.
    /// </summary>
    /// <typeparam name="TEntity">An entity of the model.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    public CacheableQueryBuilder DependsOn<TEntity>()
        where TEntity : class =>
        With(Directives with { Entities = Directives.Entities.Add(typeof(TEntity).FullName!) });

    /// <summary>Declares that the query reads the table; see <see cref="DependsOn{TEntity}"/>.</summary>
    /// <param name="table">The table's name; upper and lower case are the same.</param>
    /// <param name="schema">Its schema; null for the provider's default.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="table"/> is empty.</exception>
    public CacheableQueryBuilder DependsOn(string table, string? schema = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return With(Directives with { Tables = Directives.Tables.Add(new QualifiedTableName(schema, table)) });
    }

    private CacheableQueryBuilder With(CacheDirectives directives)
    {
        Directives = directives;
        return this;
    }
}
