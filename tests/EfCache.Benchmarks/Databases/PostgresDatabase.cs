using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EfCache.Benchmarks.Databases;

/// <summary>A database of its own on the server that <see cref="PostgresServer"/> found.</summary>
internal sealed class PostgresDatabase : BenchmarkDatabase
{
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString)
    {
        Database = $"efcache_bench_{Guid.NewGuid():N}",
    }.ConnectionString;

    public override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(_connectionString);

    public override void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        using var dataSource = NpgsqlDataSource.Create(PostgresServer.ConnectionString!);
        var database = new NpgsqlConnectionStringBuilder(_connectionString).Database;
        using var drop = dataSource.CreateCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
        drop.ExecuteNonQuery();
    }
}
