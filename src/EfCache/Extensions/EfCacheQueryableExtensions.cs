using EfCache;
using EfCache.Infrastructure;
using EfCache.Query;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Query;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Says of a query whether, and how, its result is cached.</summary>
/// <remarks>
/// On a query that is not EF Core's these methods change nothing, and on one whose context does not have
/// <c>AddSecondLevelCache</c> they are a comment in its SQL; in <c>EF.CompileQuery</c> they need it. They may stand anywhere in a query, also in <c>EF.CompileQuery</c>; what is said twice adds up, and of two times to live
/// the shorter counts. Precedence: an entity that is never cached, <c>NotCacheable</c>, <c>Cacheable</c>, entities that are
/// cacheable, <c>CacheAllQueries</c>.
/// </remarks>
public static class EfCacheQueryableExtensions
{
    /// <summary>Caches the query's result.</summary>
    /// <param name="source">The query.</param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    public static IQueryable<T> Cacheable<T>(this IQueryable<T> source) =>
        Tag(source, new CacheDirectives { IsCacheable = true });

    /// <summary>Caches the query's result for a time.</summary>
    /// <param name="source">The query.</param>
    /// <param name="ttl">
    /// Longer than zero; varied by up to ±10 %. Each distinct value is compiled as a query of its own: when it varies, use
    /// named policies.
    /// </param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public static IQueryable<T> Cacheable<T>(this IQueryable<T> source, [NotParameterized] TimeSpan ttl) =>
        Tag(source, new CacheDirectives { IsCacheable = true, Ttl = OptionGuard.Positive(ttl, nameof(Cacheable)) });

    /// <summary>Caches the query's result by a policy of the options.</summary>
    /// <param name="source">The query.</param>
    /// <param name="policy">
    /// The name that <c>AddPolicy</c> gave it. A name that does not exist fails when the query is compiled first.
    /// </param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IQueryable<T> Cacheable<T>(this IQueryable<T> source, [NotParameterized] string policy) =>
        Tag(
            source,
            new CacheDirectives { IsCacheable = true, Policy = OptionGuard.PolicyName(policy, nameof(Cacheable)) }
        );

    /// <summary>Caches the query's result as configured: declared dependencies, a time to live, a policy, a tag.</summary>
    /// <param name="source">The query.</param>
    /// <param name="configure">Says how. It runs each time the query is composed, so it must not depend on anything.</param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    public static IQueryable<T> Cacheable<T>(
        this IQueryable<T> source,
        [NotParameterized] Action<CacheableQueryBuilder> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new CacheableQueryBuilder();
        configure(builder);
        return Tag(source, builder.Directives);
    }

    /// <summary>The query's result is not cached and not served from the cache.</summary>
    /// <param name="source">The query.</param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    public static IQueryable<T> NotCacheable<T>(this IQueryable<T> source) =>
        Tag(source, new CacheDirectives { IsNotCacheable = true });

    /// <summary>
    /// Says what a query writes that has raw SQL, or calls a function or a procedure: <c>INSERT … RETURNING</c> by
    /// <c>FromSql</c>, a procedure by <c>SqlQuery</c>. It is taken at its word, in the place of what the text says. The query
    /// is never cached.
    /// </summary>
    /// <param name="source">The query.</param>
    /// <param name="writes">
    /// Says what it writes: <c>w => w.Table&lt;Product&gt;()</c>. It runs each time the query is composed, so it must not depend
    /// on anything.
    /// </param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <returns>The query.</returns>
    /// <exception cref="InvalidOperationException">
    /// Nothing was said; or, when the query is compiled, the model does not have what was said.
    /// </exception>
    public static IQueryable<T> Invalidates<T>(
        this IQueryable<T> source,
        [NotParameterized] Action<RawWriteBuilder> writes
    )
    {
        ArgumentNullException.ThrowIfNull(writes);
        return Tag(source, new CacheDirectives { Writes = RawWriteBuilder.Build(writes, nameof(Invalidates)) });
    }

    /// <summary>
    /// Tells whether the query would be cached, under which key, by which tables and rows, and for how long; or exactly why
    /// not. It compiles the query and does not run it. Of a split query it explains the first command.
    /// </summary>
    /// <param name="source">The query, of a relational context with <c>AddSecondLevelCache</c>.</param>
    /// <returns>The explanation, whose <see cref="object.ToString"/> is for reading.</returns>
    /// <exception cref="InvalidOperationException">The query is not a relational query of EF Core.</exception>
    public static CacheExplanation ExplainCaching(this IQueryable source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return QueryExplainer.Explain(source);
    }

    private static IQueryable<T> Tag<T>(IQueryable<T> source, CacheDirectives directives) =>
        source.TagWith(directives.ToTag());
}
