using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Databases;

/// <summary>A file with a write-ahead log: readers do not wait for writers, and writers wait for each other.</summary>
internal sealed class SqliteCheckedDatabase : CheckedDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("efcache-check-").FullName;

    public override bool IsPostgreSql => false;

    private string ConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, "books.db") }.ToString();

    public override async Task StartAsync()
    {
        await using var connection = CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF";
        await command.ExecuteNonQueryAsync();
    }

    public override DbConnection CreateConnection(bool isPooled = true) => new SqliteConnection(ConnectionString);

    /// <summary>SQLite's own waiting is a matter of milliseconds, and that of the provider much longer.</summary>
    public override void PrepareWriter(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF";
        command.ExecuteNonQuery();
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override void UseProvider(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

    protected override void UseProvider(DbContextOptionsBuilder options, DbConnection connection) =>
        options.UseSqlite(connection);
}
