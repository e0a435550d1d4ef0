using EfCache.Settings;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Infrastructure;

/// <summary>
/// Configures the second-level cache of a context. Each option is checked where it is written; the settings are made
/// once per <see cref="DbContextOptions"/>.
/// </summary>
public sealed class SecondLevelCacheOptionsBuilder
{
    internal SecondLevelCacheOptionsBuilder(CacheSettings settings) => Settings = settings;

    internal CacheSettings Settings { get; private set; }

    /// <summary>Keeps entries in a store of one's own instead of the one that the process shares: for isolation, and for tests.</summary>
    /// <param name="store">The store. The caller owns it: it lives as long as it is referenced.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="InvalidOperationException">Another store was chosen already.</exception>
    public SecondLevelCacheOptionsBuilder UseInProcessStore(InProcessStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return UseStore(new OwnInProcessStoreChoice(store));
    }

    /// <summary>Limits the in-process store that the process shares.</summary>
    /// <param name="bytes">
    /// At most this many bytes of entries, estimated from above; at least 1 MiB. The default is 256 MiB. All contexts of a
    /// process that ask for a limit ask for the same one.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is less than 1 MiB.</exception>
    /// <exception cref="InvalidOperationException">Another store was chosen already.</exception>
    public SecondLevelCacheOptionsBuilder WithSizeLimit(long bytes)
    {
        if (bytes < 1L << 20)
        {
            throw new ArgumentOutOfRangeException(
                nameof(bytes),
                bytes,
                "WithSizeLimit: the limit is in bytes, and at least 1 MiB (1048576)."
            );
        }

        return UseStore(new SharedInProcessStoreChoice(bytes));
    }

    /// <summary>Names the part of a shared store that is this application's.</summary>
    /// <param name="prefix">
    /// 1 to 64 ASCII letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>:</c>. The default is <c>efcache</c>. All writers
    /// of one database use one prefix: writes invalidate under their own prefix only.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is empty, too long, or has other characters.</exception>
    public SecondLevelCacheOptionsBuilder WithKeyPrefix(string prefix) =>
        With(Settings with { KeyPrefix = OptionGuard.KeyPrefix(prefix, nameof(WithKeyPrefix)) });

    /// <summary>The time to live of entries for which neither the query, nor its policy, nor an entity says one.</summary>
    /// <param name="ttl">Longer than zero; 5 minutes by default. Each entry's is varied by up to ±10 %.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public SecondLevelCacheOptionsBuilder WithDefaultTtl(TimeSpan ttl) =>
        With(Settings with { DefaultTtl = OptionGuard.Positive(ttl, nameof(WithDefaultTtl)) });

    /// <summary>
    /// Lets entries expire when they were not read for a while, within their time to live. Off unless set; a policy's own
    /// comes first.
    /// </summary>
    /// <param name="window">Longer than zero.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is zero or negative.</exception>
    public SecondLevelCacheOptionsBuilder WithSlidingExpiration(TimeSpan window) =>
        With(Settings with { Sliding = OptionGuard.Positive(window, nameof(WithSlidingExpiration)) });

    /// <summary>Results above either limit go through to the caller as they are read, and are not stored.</summary>
    /// <param name="maxRows">At least 1; 10,000 by default.</param>
    /// <param name="maxBytes">At least 1,024, estimated from above; 4 MiB by default.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is too small.</exception>
    public SecondLevelCacheOptionsBuilder WithEntryLimits(int maxRows, long maxBytes)
    {
        if (maxRows < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxRows),
                maxRows,
                "WithEntryLimits: maxRows is at least 1. For queries that are not to be cached, use NotCacheable()."
            );
        }

        if (maxBytes < 1024)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxBytes),
                maxBytes,
                "WithEntryLimits: maxBytes is in bytes, and at least 1024."
            );
        }

        return With(Settings with { MaxRows = maxRows, MaxEntryBytes = maxBytes });
    }

    /// <summary>Adds a policy that queries name: <c>.Cacheable("catalog")</c>.</summary>
    /// <param name="name">The name, without line breaks and <c>;</c>. Upper and lower case differ.</param>
    /// <param name="configure">Says what the policy is.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a line break or <c>;</c>, or exists already.</exception>
    public SecondLevelCacheOptionsBuilder AddPolicy(string name, Action<CachePolicyBuilder> configure)
    {
        OptionGuard.PolicyName(name, nameof(AddPolicy));
        ArgumentNullException.ThrowIfNull(configure);
        if (Settings.Policies.ContainsKey(name))
        {
            throw new ArgumentException(
                $"AddPolicy: there is a policy '{name}' already. Give this one another name.",
                nameof(name)
            );
        }

        var policy = new CachePolicyBuilder();
        configure(policy);
        return With(Settings with { Policies = Settings.Policies.Add(name, policy.Build(name)) });
    }

    /// <summary>
    /// Caches every query that can be, unless it says <c>NotCacheable()</c>, reads an entity that is never cached, or calls
    /// a function whose result is not determined by its arguments. Off by default: only queries that say
    /// <c>Cacheable()</c>, or read only entities that are cacheable, are cached.
    /// </summary>
    /// <returns>The same builder, for chaining.</returns>
    public SecondLevelCacheOptionsBuilder CacheAllQueries() => With(Settings with { CacheAllQueries = true });

    /// <summary>
    /// Separates entries by something that the results depend on and the database's commands do not show: a tenant, a user,
    /// a session's setting.
    /// </summary>
    /// <param name="value">
    /// Asked at each query, so it costs as much as it does there. Null, a string, a number, a Guid, a date or a time, an
    /// enum, a bool; with another value the query bypasses the cache.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    public SecondLevelCacheOptionsBuilder VaryBy(Func<DbContext, object?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return With(Settings with { VaryBy = value });
    }

    /// <summary>
    /// Says what the context's database is called, instead of the connection's server and database: for entries, and for
    /// the tables that writes invalidate. Contexts whose identities differ do not invalidate each other.
    /// </summary>
    /// <param name="identity">Asked at each query and at each write; never null or empty.</param>
    /// <returns>The same builder, for chaining.</returns>
    public SecondLevelCacheOptionsBuilder WithDatabaseIdentity(Func<DbContext, string> identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return With(Settings with { DatabaseIdentity = identity });
    }

    /// <summary>
    /// Serves hits to queries in explicit and ambient transactions whose isolation level is
    /// <see cref="System.Data.IsolationLevel.ReadCommitted"/> or lower, as the provider reports it: SQLite's are serializable,
    /// and so is a <see cref="System.Transactions.TransactionScope"/> that does not say otherwise. Off by default: queries in
    /// transactions read the database.
    /// </summary>
    /// <remarks>
    /// <para>A hit is what the database would answer at that moment. It is never one of what the transaction itself wrote through
    /// Entity Framework, in any of the contexts that share it, rolled back to a savepoint or not. A miss reads the database, and
    /// is not stored.</para>
    /// <para>What was written in the transaction past Entity Framework (raw ADO.NET, a trigger that the model does not declare)
    /// can't be known: say it with <c>Database.InvalidateCache...</c> of a context in the transaction, before it is read. A query
    /// that is to lock its rows must not be cacheable: a hit locks nothing.</para>
    /// </remarks>
    /// <returns>The same builder, for chaining.</returns>
    public SecondLevelCacheOptionsBuilder ServeHitsInTransactions() =>
        With(Settings with { ServeHitsInTransactions = true });

    /// <summary>What a write does when the store can't be told of it. The in-process store always can.</summary>
    /// <param name="behavior"><see cref="InvalidationFailure.BestEffort"/> by default.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not one of the enumeration's values.</exception>
    public SecondLevelCacheOptionsBuilder OnInvalidationFailure(InvalidationFailure behavior)
    {
        if (!Enum.IsDefined(behavior))
        {
            throw new ArgumentOutOfRangeException(
                nameof(behavior),
                behavior,
                "OnInvalidationFailure: use InvalidationFailure.BestEffort or InvalidationFailure.Strict."
            );
        }

        return With(Settings with { InvalidationFailure = behavior });
    }

    /// <summary>
    /// Runs the context's command interceptors on hits too: a command is created and a connection opened for each. This is
    /// the default for a context that has command interceptors, since one may rewrite the command.
    /// </summary>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="InvalidOperationException"><see cref="SkipCommandInterceptorsOnHits"/> was said already.</exception>
    public SecondLevelCacheOptionsBuilder RunCommandInterceptorsOnHits() => OnHits(runInterceptors: true);

    /// <summary>
    /// Serves hits without a command and without a connection although the context has command interceptors: they see
    /// misses only, and must not change what a query returns.
    /// </summary>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="InvalidOperationException"><see cref="RunCommandInterceptorsOnHits"/> was said already.</exception>
    public SecondLevelCacheOptionsBuilder SkipCommandInterceptorsOnHits() => OnHits(runInterceptors: false);

    /// <summary>
    /// Declares that the context's connection interceptors set nothing on a connection that changes what queries return.
    /// Without this, and without <see cref="VaryBy"/>, nothing is cached for a context that has connection interceptors.
    /// </summary>
    /// <returns>The same builder, for chaining.</returns>
    public SecondLevelCacheOptionsBuilder TrustConnectionInterceptors() =>
        With(Settings with { TrustConnectionInterceptors = true });

    internal SecondLevelCacheOptionsBuilder UseStore(StoreChoice choice)
    {
        if (Settings.Store.IsExplicit && !Settings.Store.Equals(choice))
        {
            throw new InvalidOperationException(
                $"{choice.Option} and {Settings.Store.Option} both choose the cache's store. Keep one of them."
            );
        }

        return With(Settings with { Store = choice });
    }

    private SecondLevelCacheOptionsBuilder OnHits(bool runInterceptors)
    {
        if (Settings.RunCommandInterceptorsOnHits == !runInterceptors)
        {
            throw new InvalidOperationException(
                $"{nameof(RunCommandInterceptorsOnHits)} and {nameof(SkipCommandInterceptorsOnHits)} contradict each other. "
                    + "Keep one of them."
            );
        }

        return With(Settings with { RunCommandInterceptorsOnHits = runInterceptors });
    }

    private SecondLevelCacheOptionsBuilder With(CacheSettings settings)
    {
        Settings = settings;
        return this;
    }
}
