using System.Net;
using EfCache.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using StackExchange.Redis;

namespace Shop;

/// <summary>Where the shop's rows are, and where its cache's entries: each chosen by its own connection string, or left out.</summary>
/// <remarks>What it shows of them has no password in it.</remarks>
public sealed class ShopConnections
{
    private const string Sqlite = "Shop";
    private const string Postgres = "Postgres";
    private const string Redis = "Redis";

    private readonly string _database;

    private ShopConnections(IConfiguration configuration, string folder)
    {
        var postgres = Read(configuration, Postgres);
        var sqlite = Read(configuration, Sqlite);
        if (postgres is not null && sqlite is not null)
        {
            throw new ShopConfigurationException(
                $"ConnectionStrings:{Postgres} and ConnectionStrings:{Sqlite}, which is SQLite's, both choose the database. Keep one of them."
            );
        }

        IsPostgres = postgres is not null;
        _database = postgres ?? sqlite ?? $"Data Source={Path.Combine(folder, "shop.db")}";
        Database = postgres is null ? "SQLite" : $"PostgreSQL ({Describe(postgres)})";
        RedisServers = Read(configuration, Redis);
        Store = RedisServers is null ? "this process's memory" : $"Redis ({DescribeRedis(RedisServers)})";
    }

    public bool IsPostgres { get; }

    /// <summary>The database, for people.</summary>
    public string Database { get; }

    /// <summary>The cache's store, for people.</summary>
    public string Store { get; }

    /// <summary>As StackExchange.Redis reads it; null for the store in the process.</summary>
    public string? RedisServers { get; }

    /// <param name="configuration">The application's.</param>
    /// <param name="folder">Where SQLite's file is, unless the configuration says where.</param>
    /// <exception cref="ShopConfigurationException">A connection string can't be read, or two contradict each other.</exception>
    public static ShopConnections Of(IConfiguration configuration, string folder) => new(configuration, folder);

    public void UseDatabase(DbContextOptionsBuilder options) =>
        _ = IsPostgres ? options.UseNpgsql(_database) : options.UseSqlite(_database);

    public void UseStore(SecondLevelCacheOptionsBuilder cache)
    {
        if (RedisServers is not null)
        {
            cache.UseRedis(RedisServers);
        }
    }

    private static string? Read(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string Describe(string postgres)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(postgres);
            if (!string.IsNullOrEmpty(parts.Host) && !string.IsNullOrEmpty(parts.Database))
            {
                return $"{parts.Host}:{parts.Port}, database {parts.Database}";
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Unreadable(Postgres, "Host=localhost;Username=shop;Password=...;Database=shop");
        }

        throw new ShopConfigurationException(
            $"ConnectionStrings:{Postgres} has to name a host and a database, like \"Host=localhost;Username=shop;Password=...;Database=shop\"."
        );
    }

    private static string DescribeRedis(string servers)
    {
        try
        {
            if (ConfigurationOptions.Parse(servers).EndPoints is { Count: > 0 } endPoints)
            {
                return string.Join(", ", endPoints.Select(Describe));
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable(Redis, "localhost:6379,password=...");
        }

        throw new ShopConfigurationException(
            $"ConnectionStrings:{Redis} has to name a server, like \"localhost:6379\"."
        );
    }

    private static string Describe(EndPoint endPoint) =>
        endPoint switch
        {
            DnsEndPoint { Port: 0 } name => name.Host,
            DnsEndPoint name => $"{name.Host}:{name.Port}",
            _ => endPoint.ToString() ?? "",
        };

    /// <summary>The libraries' own messages may quote a password.</summary>
    private static ShopConfigurationException Unreadable(string name, string example) =>
        new($"ConnectionStrings:{name} can't be read. It is a text like \"{example}\".");
}
