using EfCache.Specification.Tests.Databases;
using Npgsql;

namespace EfCache.Shop.Tests.Instances;

/// <summary>A database that shops create when they start; it is dropped in the end.</summary>
internal sealed class ShopDatabase(PostgreSqlServer server) : IAsyncDisposable
{
    private readonly string _name = $"shop_{Guid.NewGuid():N}";

    public string Connection =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = _name }.ConnectionString;

    public async ValueTask DisposeAsync() => await server.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
}
