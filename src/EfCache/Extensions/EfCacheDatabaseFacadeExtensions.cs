using EfCache.Settings;
using EfCache.Storage;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Invalidates by hand what was written past Entity Framework.</summary>
/// <remarks>
/// In a transaction of the context's the invalidation takes effect at once, holds for as long as the transaction is open, and
/// is said again when it is over.
/// </remarks>
public static class EfCacheDatabaseFacadeExtensions
{
    /// <summary>Invalidates everything that was stored under the context's key prefix.</summary>
    /// <param name="database">The context's database.</param>
    public static void InvalidateCache(this DatabaseFacade database) =>
        Invalidate(database, (_, tags, write) => tags.AddEverything(write));

    /// <inheritdoc cref="InvalidateCache(DatabaseFacade)"/>
    /// <param name="database">The context's database.</param>
    /// <param name="cancellationToken">Cancels before it was said; never halfway.</param>
    public static Task InvalidateCacheAsync(
        this DatabaseFacade database,
        CancellationToken cancellationToken = default
    ) => InvalidateAsync(database, (_, tags, write) => tags.AddEverything(write), cancellationToken);

    /// <summary>Invalidates all that depends on the entity's tables, or on any of their rows.</summary>
    /// <param name="database">The context's database.</param>
    /// <typeparam name="TEntity">An entity of the context.</typeparam>
    /// <exception cref="InvalidOperationException">The entity is not in the model, or has no table.</exception>
    public static void InvalidateCache<TEntity>(this DatabaseFacade database)
        where TEntity : class => Invalidate(database, AddEntity<TEntity>);

    /// <inheritdoc cref="InvalidateCache{TEntity}(DatabaseFacade)"/>
    /// <param name="database">The context's database.</param>
    /// <param name="cancellationToken">Cancels before it was said; never halfway.</param>
    public static Task InvalidateCacheAsync<TEntity>(
        this DatabaseFacade database,
        CancellationToken cancellationToken = default
    )
        where TEntity : class => InvalidateAsync(database, AddEntity<TEntity>, cancellationToken);

    /// <summary>Invalidates all that depends on the table, or on any of its rows.</summary>
    /// <param name="database">The context's database.</param>
    /// <param name="table">The table's name; upper and lower case are the same.</param>
    /// <param name="schema">Its schema; null for the provider's default.</param>
    /// <exception cref="ArgumentException"><paramref name="table"/> is empty.</exception>
    public static void InvalidateCacheOfTable(this DatabaseFacade database, string table, string? schema = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        Invalidate(database, (_, tags, write) => tags.AddTable(write, new QualifiedTableName(schema, table)));
    }

    /// <inheritdoc cref="InvalidateCacheOfTable"/>
    /// <param name="database">The context's database.</param>
    /// <param name="table">The table's name; upper and lower case are the same.</param>
    /// <param name="schema">Its schema; null for the provider's default.</param>
    /// <param name="cancellationToken">Cancels before it was said; never halfway.</param>
    public static Task InvalidateCacheOfTableAsync(
        this DatabaseFacade database,
        string table,
        string? schema = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return InvalidateAsync(
            database,
            (_, tags, write) => tags.AddTable(write, new QualifiedTableName(schema, table)),
            cancellationToken
        );
    }

    /// <summary>Invalidates all that was stored with the tag.</summary>
    /// <param name="database">The context's database.</param>
    /// <param name="tag">A tag that a policy or a query gave with <c>WithTag</c>; upper and lower case differ.</param>
    /// <exception cref="ArgumentException"><paramref name="tag"/> is empty or longer than 128 characters.</exception>
    public static void InvalidateCacheByTag(this DatabaseFacade database, string tag)
    {
        OptionGuard.TagName(tag, nameof(InvalidateCacheByTag));
        Invalidate(database, (_, tags, write) => tags.AddUserTag(write, tag));
    }

    /// <inheritdoc cref="InvalidateCacheByTag"/>
    /// <param name="database">The context's database.</param>
    /// <param name="tag">A tag that a policy or a query gave with <c>WithTag</c>; upper and lower case differ.</param>
    /// <param name="cancellationToken">Cancels before it was said; never halfway.</param>
    public static Task InvalidateCacheByTagAsync(
        this DatabaseFacade database,
        string tag,
        CancellationToken cancellationToken = default
    )
    {
        OptionGuard.TagName(tag, nameof(InvalidateCacheByTag));
        return InvalidateAsync(database, (_, tags, write) => tags.AddUserTag(write, tag), cancellationToken);
    }

    private static void AddEntity<TEntity>(CacheSession session, WriteTags tags, Write write)
        where TEntity : class
    {
        foreach (var table in EntityTables.Of(typeof(TEntity).FullName!, session.Context.Model, "InvalidateCache"))
        {
            tags.AddTable(write, new QualifiedTableName(table.Schema, table.Name));
        }
    }

    private static void Invalidate(DatabaseFacade database, Action<CacheSession, WriteTags, Write> add)
    {
        var context = ContextOf(database);
        context
            .GetService<PendingWrites>()
            .BeginStatement(write => add(CacheSession.Of(context), new WriteTags(CacheSession.Of(context)), write))
            .Execute(0, static _ => 0);
    }

    private static Task InvalidateAsync(
        DatabaseFacade database,
        Action<CacheSession, WriteTags, Write> add,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = ContextOf(database);
        return context
            .GetService<PendingWrites>()
            .BeginStatement(write => add(CacheSession.Of(context), new WriteTags(CacheSession.Of(context)), write))
            .ExecuteAsync(0, static (_, _) => Task.FromResult(0), CancellationToken.None);
    }

    internal static DbContext ContextOf(DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var context = ((IDatabaseFacadeDependenciesAccessor)database).Context;
        return
            ((IInfrastructure<IServiceProvider>)context).Instance.GetService(typeof(EfCacheServicesMarker)) is not null
            ? context
            : throw new InvalidOperationException(
                $"{context.GetType().Name} has no second-level cache. Add it with AddSecondLevelCache() on its options."
            );
    }
}
