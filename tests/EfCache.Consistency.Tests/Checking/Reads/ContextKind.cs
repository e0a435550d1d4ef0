using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>One way of configuring contexts that read: by which door, and out of a pool or not.</summary>
internal sealed class ContextKind : IDisposable
{
    private readonly ContextSource _source;
    private readonly bool _isPooled;

    private ContextKind(string name, ContextSource source, bool isPooled)
    {
        Name = (isPooled ? "pooled, " : "not pooled, ") + name;
        _source = source;
        _isPooled = isPooled;
    }

    public string Name { get; }

    /// <summary>A compiled query works for one model, and so for one kind of contexts only.</summary>
    public CompiledQueries Compiled { get; } = new();

    public static ContextKind[] CreateAll(CheckedDatabase database, CacheStore store)
    {
        var choice = new FixedStoreChoice(store);
        var early = new ContextSource(options =>
        {
            database.Use(options);
            options.AddSecondLevelCache(cache => cache.UseStore(choice));
        });
        var lingering = new LingeringInterceptor();
        var portable = new ContextSource(options =>
        {
            database.Use(options);
            options.AddSecondLevelCache(cache => cache.UseStore(choice).RunCommandInterceptorsOnHits());
            options.AddInterceptors(lingering);
        });
        return
        [
            new ContextKind("early door", early, isPooled: true),
            new ContextKind("early door", early, isPooled: false),
            new ContextKind("portable door", portable, isPooled: true),
            new ContextKind("portable door", portable, isPooled: false),
        ];
    }

    public RentedContext Open() => _isPooled ? _source.Rent() : _source.Open();

    public void Dispose() => _source.Dispose();
}
