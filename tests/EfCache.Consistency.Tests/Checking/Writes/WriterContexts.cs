using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Model;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Contexts that write: out of a pool, not, and over a connection that others use, too.</summary>
internal sealed class WriterContexts
{
    private readonly FixedStoreChoice _store;
    private readonly CheckedDatabase _database;
    private readonly PreparingInterceptor _preparing;
    private readonly DbContextOptions<BooksContext> _options;
    private readonly PooledDbContextFactory<BooksContext> _pool;

    public WriterContexts(CheckedDatabase database, CacheStore store)
    {
        _database = database;
        _store = new FixedStoreChoice(store);
        _preparing = new PreparingInterceptor(database);
        _options = OptionsOf(database.Use);
        _pool = new PooledDbContextFactory<BooksContext>(_options);
    }

    public BooksContext Open() => new(_options);

    public BooksContext Rent() => _pool.CreateDbContext();

    public BooksContext OpenOver(DbConnection connection) =>
        new(OptionsOf(options => _database.Use(options, connection)));

    private DbContextOptions<BooksContext> OptionsOf(Action<DbContextOptionsBuilder> use)
    {
        var options = new DbContextOptionsBuilder<BooksContext>();
        use(options);
        options.AddSecondLevelCache(cache => cache.UseStore(_store).TrustConnectionInterceptors());
        options.AddInterceptors(_preparing);
        return options.Options;
    }
}
