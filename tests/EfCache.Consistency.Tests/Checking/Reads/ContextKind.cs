using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>One way of configuring contexts that read: by which door, and out of a pool or not.</summary>
internal sealed class ContextKind
{
    private readonly Func<BooksContext> _open;

    private ContextKind(string name, DbContextOptions<BooksContext> options, bool isPooled)
    {
        Name = (isPooled ? "pooled, " : "not pooled, ") + name;
        _open = isPooled
            ? new PooledDbContextFactory<BooksContext>(options).CreateDbContext
            : () => new BooksContext(options);
    }

    public string Name { get; }

    /// <summary>A compiled query works for one model, and so for one kind of contexts only.</summary>
    public CompiledQueries Compiled { get; } = new();

    public BooksContext Open() => _open();

    public static ContextKind[] CreateAll(CheckedDatabase database, CacheStore store)
    {
        var early = OptionsOf(database, store, usesCommandDoor: false);
        var portable = OptionsOf(database, store, usesCommandDoor: true);
        return
        [
            new ContextKind("early door", early, isPooled: true),
            new ContextKind("early door", early, isPooled: false),
            new ContextKind("portable door", portable, isPooled: true),
            new ContextKind("portable door", portable, isPooled: false),
        ];
    }

    private static DbContextOptions<BooksContext> OptionsOf(
        CheckedDatabase database,
        CacheStore store,
        bool usesCommandDoor
    )
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        database.Use(options);
        options.AddSecondLevelCache(cache =>
        {
            cache.UseStore(new FixedStoreChoice(store));
            if (usesCommandDoor)
            {
                cache.RunCommandInterceptorsOnHits();
            }
        });
        if (usesCommandDoor)
        {
            options.AddInterceptors(new LingeringInterceptor());
        }

        return options.Options;
    }
}
