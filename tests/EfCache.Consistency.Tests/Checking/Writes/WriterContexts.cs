using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Contexts that write: out of a pool, not, and over a connection that others use, too.</summary>
internal sealed class WriterContexts : IDisposable
{
    private readonly StoreShares _stores;
    private readonly CheckedDatabase _database;
    private readonly PreparingInterceptor _preparing;
    private readonly ContextSource _source;
    private readonly ContextSource _serving;

    public WriterContexts(CheckedDatabase database, StoreShares stores)
    {
        _database = database;
        _stores = stores;
        _preparing = new PreparingInterceptor(database);
        _source = new ContextSource(options => Configure(options, stores.First, servesHits: false));
        _serving = new ContextSource(options => Configure(options, stores.Second, servesHits: true));
    }

    /// <summary>Of these, transactions are served from the cache, but for what they wrote themselves.</summary>
    public RentedContext Open() => _serving.Open();

    public RentedContext Rent() => _source.Rent();

    public BooksContext OpenOver(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        Configure(options, _stores.Third, servesHits: true, connection);
        return new BooksContext(options.Options);
    }

    public void Dispose()
    {
        _source.Dispose();
        _serving.Dispose();
    }

    private void Configure(
        DbContextOptionsBuilder options,
        FixedStoreChoice store,
        bool servesHits,
        DbConnection? connection = null
    )
    {
        if (connection is null)
        {
            _database.Use(options);
        }
        else
        {
            _database.Use(options, connection);
        }

        options.AddSecondLevelCache(cache =>
        {
            cache.UseStore(store).TrustConnectionInterceptors();
            if (servesHits)
            {
                cache.ServeHitsInTransactions();
            }
        });
        options.AddInterceptors(_preparing);
    }
}
