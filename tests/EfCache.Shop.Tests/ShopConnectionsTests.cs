using Microsoft.Extensions.Configuration;
using Shop;

namespace EfCache.Shop.Tests;

public sealed class ShopConnectionsTests
{
    [Fact]
    public void Nothing_said_is_SQLite_and_the_store_in_the_process()
    {
        var connections = Read();

        Assert.False(connections.IsPostgres);
        Assert.Equal("SQLite", connections.Database);
        Assert.Null(connections.RedisServers);
        Assert.Equal("this process's memory", connections.Store);
    }

    [Fact]
    public void Empty_text_is_nothing_said()
    {
        var connections = Read(("Postgres", ""), ("Redis", " "));

        Assert.False(connections.IsPostgres);
        Assert.Null(connections.RedisServers);
    }

    [Fact]
    public void Servers_are_shown_without_their_passwords()
    {
        var connections = Read(
            ("Postgres", "Host=db;Port=5433;Username=shop;Password=geheim;Database=shop"),
            ("Redis", "redis-1:6379,redis-2,password=geheim")
        );

        Assert.Equal("PostgreSQL (db:5433, database shop)", connections.Database);
        Assert.Equal("Redis (redis-1:6379, redis-2)", connections.Store);
    }

    [Theory]
    [InlineData("Postgres", "Host=localhost;Pasword=geheim", "ConnectionStrings:Postgres can't be read.")]
    [InlineData("Postgres", "Host=localhost;Port=geheim", "ConnectionStrings:Postgres can't be read.")]
    [InlineData("Postgres", "Password=geheim", "ConnectionStrings:Postgres has to name a host and a database")]
    [InlineData("Redis", "localhost:6379,pasword=geheim", "ConnectionStrings:Redis can't be read.")]
    [InlineData("Redis", "password=geheim", "ConnectionStrings:Redis has to name a server")]
    public void Text_that_can_not_be_used_is_named_and_not_quoted(string name, string text, string message)
    {
        var exception = Assert.Throws<ShopConfigurationException>(() => Read((name, text)));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_databases_contradict_each_other()
    {
        var exception = Assert.Throws<ShopConfigurationException>(() =>
            Read(("Postgres", "Host=localhost;Database=shop"), ("Shop", "Data Source=shop.db"))
        );

        Assert.StartsWith(
            "ConnectionStrings:Postgres and ConnectionStrings:Shop",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    private static ShopConnections Read(params (string Name, string Text)[] connectionStrings) =>
        ShopConnections.Of(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    connectionStrings.Select(pair =>
                        KeyValuePair.Create($"ConnectionStrings:{pair.Name}", (string?)pair.Text)
                    )
                )
                .Build(),
            folder: "App_Data"
        );
}
