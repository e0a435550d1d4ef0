using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Databases;

/// <summary>SQLite, in a file of its own.</summary>
public class SqliteFixture : DatabaseFixture
{
    private readonly string _directory = Directory.CreateTempSubdirectory("efcache-sqlite-").FullName;

    public string Path => System.IO.Path.Combine(_directory, "shop.db");

    public override bool IsPostgreSql => false;

    /// <summary>A busy database is waited for up to this many seconds by itself.</summary>
    public override string ConnectionString => $"Data Source={Path}";

    public override void Use(DbContextOptionsBuilder options) =>
        Quiet(options).UseSqlite(new CountingSqliteConnection(ConnectionString, Commands), contextOwnsConnection: true);

    public override void UseShared(DbContextOptionsBuilder options) => Quiet(options).UseSqlite(ConnectionString);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override DatabaseFixture CreateAnother() => new SqliteFixture();

    public override Task TakeAwayAsync()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return new ValueTask(TakeAwayAsync());
    }

    protected override Task StartAsync() => Task.CompletedTask;
}
