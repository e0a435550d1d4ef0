using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Stores;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>One way of configuring contexts that read: by which door, out of a pool or not, in transactions or not.</summary>
internal sealed class ContextKind : IDisposable
{
    private readonly ContextSource _source;
    private readonly bool _isPooled;

    private ContextKind(string name, ContextSource source, bool isPooled, bool isInTransaction = false)
    {
        Name = (isPooled ? "pooled, " : "not pooled, ") + name;
        IsInTransaction = isInTransaction;
        _source = source;
        _isPooled = isPooled;
    }

    public string Name { get; }

    /// <summary>All reads of a context are in one transaction, and are served from the cache all the same.</summary>
    public bool IsInTransaction { get; }

    /// <summary>A compiled query works for one model, and so for one kind of contexts only.</summary>
    public CompiledQueries Compiled { get; } = new();

    /// <param name="database">The database.</param>
    /// <param name="stores">The store as several processes have it: each door is another one's.</param>
    public static ContextKind[] CreateAll(CheckedDatabase database, StoreShares stores)
    {
        var early = new ContextSource(options =>
        {
            database.Use(options);
            options.AddSecondLevelCache(cache => cache.UseStore(stores.First));
        });
        var lingering = new LingeringInterceptor();
        var portable = new ContextSource(options =>
        {
            database.Use(options);
            options.AddSecondLevelCache(cache => cache.UseStore(stores.Second).RunCommandInterceptorsOnHits());
            options.AddInterceptors(lingering);
        });
        ContextKind[] outside =
        [
            new ContextKind("early door", early, isPooled: true),
            new ContextKind("early door", early, isPooled: false),
            new ContextKind("portable door", portable, isPooled: true),
            new ContextKind("portable door", portable, isPooled: false),
        ];

        // A transaction of SQLite's has one snapshot, and a later read in it is right to be older than others.
        return database.IsPostgreSql ? [.. outside, InTransaction(database, stores.Third)] : outside;
    }

    public RentedContext Open() => _isPooled ? _source.Rent() : _source.Open();

    public void Dispose() => _source.Dispose();

    private static ContextKind InTransaction(CheckedDatabase database, FixedStoreChoice choice)
    {
        var source = new ContextSource(options =>
        {
            database.Use(options);
            options.AddSecondLevelCache(cache => cache.UseStore(choice).ServeHitsInTransactions());
        });
        return new ContextKind("early door, in a transaction", source, isPooled: true, isInTransaction: true);
    }
}
