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
        var options = new DbContextOptionsBuilder<CatalogContext>();
        database.Use(options);
        using var context = new CatalogContext(options.Options);
        context.Seed();
        return database;
    }

    public abstract void Dispose();
}
