using Npgsql;
using Shop.Data;
using StackExchange.Redis;

namespace Shop;

/// <summary>What is to be known, and there, before the first visitor comes.</summary>
internal static class ShopStart
{
    /// <exception cref="ShopConfigurationException">The database can't be used.</exception>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var connections = app.Services.GetRequiredService<ShopConnections>();
        await CheckRedisAsync(connections);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await ShopSeed.EnsureSeededAsync(scope.ServiceProvider.GetRequiredService<ShopContext>());
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException) is { } reason)
        {
            // EF Core puts what might go away by itself into an exception that says so.
            throw new ShopConfigurationException(
                $"{connections.Database} can't be used: {reason.Message.TrimEnd('.')}. Check ConnectionStrings:Postgres.",
                e
            );
        }
    }

    /// <summary>A cache that is away is no reason to stay closed, but whoever mistyped its port wants to know.</summary>
    private static async Task CheckRedisAsync(ShopConnections connections)
    {
        if (connections.RedisServers is not { } servers)
        {
            return;
        }

        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(servers);
            await connection.GetDatabase().PingAsync();
        }
        catch (RedisException)
        {
            await Console.Error.WriteLineAsync(
                $"{connections.Store} does not answer. Until it does, each query goes to the database. Check ConnectionStrings:Redis."
            );
        }
    }
}
