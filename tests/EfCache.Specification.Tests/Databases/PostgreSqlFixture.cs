using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfCache.Specification.Tests.Databases;

/// <summary>PostgreSQL, in a database of its own on the test process's server.</summary>
public class PostgreSqlFixture : DatabaseFixture
{
    private readonly string _name = $"shop_{Guid.NewGuid():N}";
    private NpgsqlDataSource? _source;
    private string _connectionString = "";

    public override bool IsPostgreSql => true;

    public override string ConnectionString => _connectionString;

    protected NpgsqlDataSource Source =>
        _source ?? throw new InvalidOperationException("The database was not created.");

    public override void Use(DbContextOptionsBuilder options) => Quiet(options).UseNpgsql(Source);

    public override void UseShared(DbContextOptionsBuilder options) => Quiet(options).UseNpgsql(Source);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override DatabaseFixture CreateAnother() => new PostgreSqlFixture();

    public override Task TakeAwayAsync() =>
        throw new NotSupportedException("The server is everybody's; a private one can be stopped.");

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_source is null)
        {
            return;
        }

        await _source.DisposeAsync();
        await DropAsync(_name);
    }

    /// <summary>The server that the database is made on.</summary>
    protected virtual Task<PostgreSqlServer> ServerAsync() => PostgreSqlServer.SharedAsync();

    protected virtual async Task DropAsync(string name) =>
        await (await ServerAsync()).ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    protected override async Task StartAsync()
    {
        var server = await ServerAsync();
        WhyUnavailable = server.WhyUnavailable;
        if (WhyUnavailable is not null)
        {
            return;
        }

        await server.ExecuteAsync($"CREATE DATABASE {_name}");
        _connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = _name,
            MaxPoolSize = 20,
        }.ConnectionString;
        var builder = new NpgsqlDataSourceBuilder(_connectionString);
        builder.UseLoggerFactory(new CommandLoggerFactory(Commands));
        _source = builder.Build();
    }
}
