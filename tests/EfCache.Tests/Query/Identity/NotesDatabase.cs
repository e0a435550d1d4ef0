using EfCache.Infrastructure;
using EfCache.Settings;
using EfCache.Tests.Query.Identity.Model;
using EfCache.Tests.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Query.Identity;

/// <summary>A database in memory that lives as long as this, with a store of its own.</summary>
public sealed class NotesDatabase : IDisposable
{
    private readonly string _connectionString = $"Data Source=notes-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
    private readonly SqliteConnection _keepAlive;

    public NotesDatabase()
    {
        _keepAlive = new SqliteConnection(_connectionString);
        _keepAlive.Open();
        Store = new InProcessStore(new InProcessStoreOptions { TimeProvider = Clock });
        using var context = Open();
        context.Database.EnsureCreated();
        context.Database.ExecuteSqlRaw("CREATE VIEW \"NoteViews\" AS SELECT * FROM \"Notes\"");
        context.AddRange(new Note { Text = "a" }, new Note { Text = "b" }, new Secret { Text = "s" });
        context.SaveChanges();
    }

    public FakeTimeProvider Clock { get; } = new();

    public InProcessStore Store { get; }

    /// <summary>The events of the contexts that were opened since it was asked last.</summary>
    public ReadLog Log { get; } = new();

    public NotesContext Open(Action<SecondLevelCacheOptionsBuilder>? configure = null) => new(Options(configure));

    public ShiftedNotesContext OpenShifted() => new(Options());

    public DbContextOptions Options(
        Action<SecondLevelCacheOptionsBuilder>? configure = null,
        Action<DbContextOptionsBuilder>? configureOptions = null
    )
    {
        var options = new DbContextOptionsBuilder()
            .UseSqlite(_connectionString)
            .AllowManyProviders()
            .AddSecondLevelCache(cache =>
            {
                cache.UseInProcessStore(Store);
                configure?.Invoke(cache);
            });
        Log.AddTo(options);
        configureOptions?.Invoke(options);
        return options.Options;
    }

    /// <summary>Options with a store that is not the database's own.</summary>
    internal DbContextOptions OptionsOf(StoreChoice store)
    {
        var options = new DbContextOptionsBuilder()
            .UseSqlite(_connectionString)
            .AllowManyProviders()
            .AddSecondLevelCache(cache => cache.UseStore(store));
        Log.AddTo(options);
        return options.Options;
    }

    public void Dispose() => _keepAlive.Dispose();
}
