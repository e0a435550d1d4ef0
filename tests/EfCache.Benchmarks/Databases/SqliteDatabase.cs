using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Databases;

/// <summary>A SQLite file of its own, with the provider's pooling of connections as it is by default.</summary>
internal sealed class SqliteDatabase : BenchmarkDatabase
{
    // Values of PRAGMA synchronous.
    private const int Normal = 1;
    private const int Full = 2;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"efcache-bench-{Guid.NewGuid():N}.db");

    public static SqliteDatabase Open(SqliteJournal journal)
    {
        var database = new SqliteDatabase();
        database.Seed();
        database.Use(journal);
        return database;
    }

    public override void Use(DbContextOptionsBuilder options) => options.UseSqlite($"Data Source={_file}");

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    /// <summary>
    /// The journal's mode stays with the file. How it is flushed is the connection's own: the benchmarks have one at a time,
    /// so that the pool has one, and hands it out with what was set.
    /// </summary>
    private void Use(SqliteJournal journal)
    {
        var (mode, synchronous) = journal switch
        {
            SqliteJournal.Wal => ("wal", Full),
            SqliteJournal.Rollback => ("delete", Full),
            SqliteJournal.WalNormal => ("wal", Normal),
            _ => throw new ArgumentOutOfRangeException(nameof(journal), journal, null),
        };
        QueryPragma<string>($"journal_mode = {mode}");
        QueryPragma<object>($"synchronous = {synchronous}");
        if (QueryPragma<string>("journal_mode") != mode || QueryPragma<long>("synchronous") != synchronous)
        {
            throw new InvalidOperationException($"The database does not keep to {journal}.");
        }
    }

    private T? QueryPragma<T>(string pragma)
    {
        using var context = CreateContext();
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return (T?)command.ExecuteScalar();
    }
}
