using System.Net;
using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace EfCache.Shop.Tests.Instances;

public sealed class ShopStartTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    [Fact]
    public async Task Database_that_does_not_answer_ends_the_start()
    {
        var port = LoopbackPorts.Next();

        var (exitCode, output) = await ShopProcess.FailAsync(
            ServerFolders.Create(),
            ("Postgres", $"Host=127.0.0.1;Port={port};Username=shop;Password=geheim;Database=shop")
        );

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            $"PostgreSQL (127.0.0.1:{port}, database shop) can't be used:",
            output,
            StringComparison.Ordinal
        );
        Assert.EndsWith("Check ConnectionStrings:Postgres.", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_that_does_not_answer_is_told_and_the_shop_opens()
    {
        var port = LoopbackPorts.Next();
        using var shop = await ShopProcess.StartAsync(
            ServerFolders.Create(),
            SeededSqlite(),
            ("Redis", $"127.0.0.1:{port},password=geheim")
        );
        using var visitor = shop.CreateVisitor();

        var page = await visitor.GetAsync("/product/700");
        var again = await visitor.GetAsync("/product/700");

        Assert.Contains($"Redis (127.0.0.1:{port}) does not answer.", shop.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", shop.Output + page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(again.Panel.Values, outcome => Assert.Equal("miss unavailable", outcome));
    }

    [Fact]
    public async Task Redis_goes_with_SQLite_too()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = RespProxy.Start(redis);
        PretendedUptime.Pretend(proxy);
        using var shop = await ShopProcess.StartAsync(
            ServerFolders.Create(),
            SeededSqlite(),
            ("Redis", proxy.EndPoint.ToString())
        );
        using var visitor = shop.CreateVisitor();

        await visitor.GetAsync("/product/700");
        var again = await visitor.GetAsync("/product/700");

        Assert.All(again.Panel.Values, outcome => Assert.Equal("hit", outcome));
        Assert.Contains("rows in SQLite, ", again.Html, StringComparison.Ordinal);
        Assert.Contains("entries in Redis", again.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_goes_with_the_store_in_the_process_too()
    {
        var server = await RequirePostgreSqlAsync();
        await using var database = new ShopDatabase(server);
        using var shop = await ShopProcess.StartAsync(ServerFolders.Create(), ("Postgres", database.Connection));
        using var visitor = shop.CreateVisitor();

        await visitor.GetAsync("/product/700");
        var again = await visitor.GetAsync("/product/700");

        Assert.All(again.Panel.Values, outcome => Assert.Equal("hit", outcome));
        Assert.Contains("rows in PostgreSQL", again.Html, StringComparison.Ordinal);
        Assert.Contains("entries in this process&#x27;s memory", again.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_that_start_at_once_without_a_database_create_and_fill_it_once()
    {
        var server = await RequirePostgreSqlAsync();
        await using var database = new ShopDatabase(server);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SeedAsync(database.Connection))));

        await using var db = CreateContext(database.Connection);
        Assert.Equal(CategoryWords.All.Count, await db.Categories.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ShopSeed.Reviews, await db.Reviews.CountAsync(TestContext.Current.CancellationToken));
    }

    private (string Name, string ConnectionString) SeededSqlite() => ("Shop", $"Data Source={seeded.MakeCopy()}");

    private static async Task SeedAsync(string connection)
    {
        await using var db = CreateContext(connection);
        await ShopSeed.EnsureSeededAsync(db);
    }

    private static ShopContext CreateContext(string connection) =>
        new(
            new DbContextOptionsBuilder<ShopContext>()
                .UseNpgsql(connection)
                .AddSecondLevelCache(cache => cache.UseInProcessStore(new InProcessStore()))
                .Options
        );

    private static async Task<PostgreSqlServer> RequirePostgreSqlAsync()
    {
        var server = await PostgreSqlServer.SharedAsync();
        Assert.SkipWhen(server.WhyUnavailable is not null, server.WhyUnavailable ?? "");
        return server;
    }
}
