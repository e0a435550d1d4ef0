using System.Text.Json;
using System.Text.Json.Serialization;
using EfCache.Infrastructure;
using EfCache.Tests.Writes.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Writes;

/// <summary>A database of its own, with rows in every table, and a store of its own with a clock that stands still.</summary>
public sealed class LibraryDatabase : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    private static readonly Lazy<byte[]> Template = new(CreateTemplate);

    private readonly string _folder = Directory.CreateTempSubdirectory("efcache-").FullName;

    public LibraryDatabase()
    {
        File.WriteAllBytes(FileName, Template.Value);
        Store = new InProcessStore(new InProcessStoreOptions { TimeProvider = Clock });
    }

    public static Guid FirstDevice { get; } = new("11111111-1111-1111-1111-111111111111");

    public static Guid SecondDevice { get; } = new("22222222-2222-2222-2222-222222222222");

    public FakeTimeProvider Clock { get; } = new();

    public InProcessStore Store { get; }

    public string FileName => Path.Combine(_folder, "library.db");

    public string ConnectionString => ConnectionStringOf(FileName);

    public DbContextOptions<LibraryContext> Options(
        Action<DbContextOptionsBuilder>? configure = null,
        Action<SecondLevelCacheOptionsBuilder>? configureCache = null
    )
    {
        var options = new DbContextOptionsBuilder<LibraryContext>()
            .AllowManyProviders()
            .UseSqlite(ConnectionString)
            .AddSecondLevelCache(cache =>
            {
                cache.UseInProcessStore(Store);
                configureCache?.Invoke(cache);
            });
        configure?.Invoke(options);
        return options.Options;
    }

    public LibraryContext Open(Action<DbContextOptionsBuilder>? configure = null) => new(Options(configure));

    /// <summary>A context that knows nothing of the cache.</summary>
    public LibraryContext OpenPlain() =>
        new(new DbContextOptionsBuilder<LibraryContext>().AllowManyProviders().UseSqlite(ConnectionString).Options);

    /// <summary>Runs the query as cacheable in a context of its own, and checks its rows against the database's.</summary>
    public ReadOutcome Read<T>(Func<LibraryContext, IQueryable<T>> query)
    {
        var log = new ReadLog();
        using var context = Open(log.AddTo);
        var rows = query(context).Cacheable().ToList();
        using var plain = OpenPlain();
        Assert.Equal(ToJson(query(plain).ToList()), ToJson(rows));
        return log.Take();
    }

    /// <summary>Makes sure that the queries are hits from here on.</summary>
    public void Warm<T>(params ReadOnlySpan<Func<LibraryContext, IQueryable<T>>> queries)
    {
        foreach (var query in queries)
        {
            Read(query);
            AssertHit(query);
        }
    }

    public void AssertHit<T>(Func<LibraryContext, IQueryable<T>> query) => Assert.Equal(ReadOutcome.Hit, Read(query));

    /// <summary>The entry is dead, and nothing keeps the next from being stored and served.</summary>
    public void AssertInvalidated<T>(Func<LibraryContext, IQueryable<T>> query)
    {
        Assert.Equal(ReadOutcome.Filled, Read(query));
        AssertHit(query);
    }

    /// <summary>A writer is in flight: neither served nor stored.</summary>
    public void AssertMarked<T>(Func<LibraryContext, IQueryable<T>> query)
    {
        Assert.Equal(ReadOutcome.Unfilled, Read(query));
        Assert.Equal(ReadOutcome.Unfilled, Read(query));
    }

    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        Directory.Delete(_folder, recursive: true);
    }

    private static string ToJson<T>(List<T> rows) => JsonSerializer.Serialize(rows, Json);

    private static string ConnectionStringOf(string fileName) =>
        new SqliteConnectionStringBuilder { DataSource = fileName }.ToString();

    private static byte[] CreateTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("efcache-").FullName;
        var fileName = Path.Combine(folder, "template.db");
        var connectionString = new SqliteConnectionStringBuilder { DataSource = fileName, Pooling = false }.ToString();
        using (
            var context = new LibraryContext(
                new DbContextOptionsBuilder<LibraryContext>().AllowManyProviders().UseSqlite(connectionString).Options
            )
        )
        {
            context.Database.EnsureCreated();
            LibraryRows.AddTo(context);
        }

        var bytes = File.ReadAllBytes(fileName);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
