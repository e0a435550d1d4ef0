using Microsoft.Data.Sqlite;

namespace EfCache.Specification.Tests.Databases;

/// <summary>SQLite, in memory that the process's connections share.</summary>
public sealed class SqliteMemoryFixture : SqliteFixture
{
    private readonly SqliteConnection _keeper;

    public SqliteMemoryFixture()
    {
        ConnectionString = $"Data Source=shop-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        _keeper = new SqliteConnection(ConnectionString);
    }

    public override string ConnectionString { get; }

    public override DatabaseFixture CreateAnother() => new SqliteMemoryFixture();

    public override async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync();
        await base.DisposeAsync();
    }

    // The database lives for as long as one connection to it is open.
    protected override Task StartAsync() => _keeper.OpenAsync();
}
