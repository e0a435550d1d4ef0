using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Contexts that write: out of a pool, not, and over a connection that others use, too.</summary>
internal sealed class WriterContexts : IDisposable
{
    private readonly FixedStoreChoice _store;
    private readonly CheckedDatabase _database;
    private readonly PreparingInterceptor _preparing;
    private readonly ContextSource _source;

    public WriterContexts(CheckedDatabase database, CacheStore store)
    {
        _database = database;
        _store = new FixedStoreChoice(store);
        _preparing = new PreparingInterceptor(database);
        _source = new ContextSource(options =>
        {
            database.Use(options);
            Configure(options);
        });
    }

    public RentedContext Open() => _source.Open();

    public RentedContext Rent() => _source.Rent();

    public BooksContext OpenOver(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        _database.Use(options, connection);
        Configure(options);
        return new BooksContext(options.Options);
    }

    public void Dispose() => _source.Dispose();

    private void Configure(DbContextOptionsBuilder options)
    {
        options.AddSecondLevelCache(cache => cache.UseStore(_store).TrustConnectionInterceptors());
        options.AddInterceptors(_preparing);
    }
}
