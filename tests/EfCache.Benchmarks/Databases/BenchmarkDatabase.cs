using EfCache.Benchmarks.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Databases;

/// <summary>A database with the catalog in it.</summary>
internal abstract class BenchmarkDatabase : IDisposable
{
    public abstract void Use(DbContextOptionsBuilder options);

    public static BenchmarkDatabase Open(DatabaseKind kind)
    {
        BenchmarkDatabase database = kind switch
        {
            DatabaseKind.Sqlite => new SqliteDatabase(),
            DatabaseKind.Postgres => new PostgresDatabase(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        database.Seed();
        return database;
    }

    public abstract void Dispose();

    /// <summary>A context without the library.</summary>
    protected CatalogContext CreateContext()
    {
        var options = new DbContextOptionsBuilder<CatalogContext>();
        Use(options);
        return new CatalogContext(options.Options);
    }

    protected void Seed()
    {
        using var context = CreateContext();
        context.Seed();
    }
}
