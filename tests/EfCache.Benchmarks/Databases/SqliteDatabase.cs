using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Databases;

/// <summary>A SQLite file of its own, with the provider's pooling of connections as it is by default.</summary>
internal sealed class SqliteDatabase : BenchmarkDatabase
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"efcache-bench-{Guid.NewGuid():N}.db");

    public override void Use(DbContextOptionsBuilder options) => options.UseSqlite($"Data Source={_file}");

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}
