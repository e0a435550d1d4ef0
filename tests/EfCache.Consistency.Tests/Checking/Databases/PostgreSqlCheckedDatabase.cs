using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EfCache.Specification.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfCache.Consistency.Tests.Checking.Databases;

/// <summary>A database of its own on the test process's server.</summary>
internal sealed class PostgreSqlCheckedDatabase : CheckedDatabase
{
    private readonly string _name = $"books_{Guid.NewGuid():N}";
    private PostgreSqlServer? _server;

    public override bool IsPostgreSql => true;

    private PostgreSqlServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public override async Task StartAsync()
    {
        _server = await PostgreSqlServer.SharedAsync();
        WhyUnavailable = _server.WhyUnavailable;
        if (WhyUnavailable is not null)
        {
            return;
        }

        await _server.ExecuteAsync($"CREATE DATABASE {_name}");

        // Writers lock rows in random order: what they get into each other's way is to be over soon.
        await _server.ExecuteAsync($"ALTER DATABASE {_name} SET deadlock_timeout = '20ms'");
    }

    public override DbConnection CreateConnection(bool isPooled = true) =>
        new NpgsqlConnection(ConnectionString(isPooled));

    public override Task KillAsync(int process) =>
        Server.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_terminate_backend({process})"));

    [SuppressMessage("Security", "CA2100", Justification = "A number.")]
    public override async Task WaitUntilGoneAsync(int process)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT count(*) FROM pg_stat_activity WHERE pid = {process} AND datname = '{_name}'"
            ),
            connection
        );
        while ((long)(await command.ExecuteScalarAsync())! > 0)
        {
            await Task.Yield();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (WhyUnavailable is not null)
        {
            return;
        }

        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString(isPooled: true)));
        await Server.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    protected override void UseProvider(DbContextOptionsBuilder options) =>
        options.UseNpgsql(ConnectionString(isPooled: true));

    protected override void UseProvider(DbContextOptionsBuilder options, DbConnection connection) =>
        options.UseNpgsql(connection);

    private string ConnectionString(bool isPooled) =>
        new NpgsqlConnectionStringBuilder(Server.ConnectionString)
        {
            Database = _name,
            MaxPoolSize = 60,
            Pooling = isPooled,
        }.ConnectionString;
}
