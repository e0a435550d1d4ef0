using System.Net;
using Npgsql;
using Shop.Data;

namespace EfCache.Shop.Tests.Instances;

/// <summary>Two processes of the shop on one PostgreSQL and one Redis.</summary>
public sealed class TwoInstancesTests(TwoShopsFixture fixture) : IClassFixture<TwoShopsFixture>, IDisposable
{
    private readonly ShopVisitor _first = fixture.Shops.First.CreateVisitor();
    private readonly ShopVisitor _second = fixture.Shops.Second.CreateVisitor();

    [Fact]
    public async Task Instances_that_start_at_once_fill_the_shop_once()
    {
        await using var connection = new NpgsqlConnection(fixture.Shops.DatabaseConnection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """SELECT count(*), count(DISTINCT "Name") FROM "Categories" """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CategoryWords.All.Count, reader.GetInt64(0));
        Assert.Equal(CategoryWords.All.Count, reader.GetInt64(1));
    }

    [Theory]
    [InlineData("/?q=steel")]
    [InlineData("/category/5")]
    [InlineData("/category/5?sort=Cheapest&page=4")]
    [InlineData("/product/1100")]
    public async Task Page_that_one_instance_has_shown_is_cached_for_both(string path)
    {
        var cold = await _first.GetAsync(path);
        var other = await _second.GetAsync(path);
        var again = await _first.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, cold.Status);
        Assert.Contains("miss absent", cold.Panel.Values);
        Assert.All(other.Panel.Values, outcome => Assert.Equal("hit", outcome));
        Assert.All(again.Panel.Values, outcome => Assert.Equal("hit", outcome));
    }

    [Fact]
    public async Task Search_finds_words_however_they_are_written()
    {
        var page = await _first.GetAsync("/?q=OAK");

        Assert.Contains("Oak", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_price_shows_at_once_in_the_other_instance()
    {
        await _first.GetAsync("/product/300");
        await _second.GetAsync("/product/300");

        await _first.WriteAsync("/product/300/price", ("price", "1234.56"));
        var changed = await _second.GetAsync("/product/300");
        var back = await _first.GetAsync("/product/300");

        Assert.Contains("1,234.56", changed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", changed.Panel["product, compiled"]);
        Assert.Equal("hit", changed.Panel["latest reviews"]);
        Assert.Contains("1,234.56", back.Html, StringComparison.Ordinal);
        Assert.Equal("hit", back.Panel["product, compiled"]);
    }

    [Fact]
    public async Task Added_review_shows_at_once_in_the_other_instance()
    {
        await _second.GetAsync("/product/301");

        await _first.WriteAsync(
            "/product/301/reviews",
            ("author", "Vera"),
            ("stars", "1"),
            ("text", "Seen from the other port")
        );
        var reviewed = await _second.GetAsync("/product/301");

        Assert.Contains("Seen from the other port", reviewed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", reviewed.Panel["rating"]);
        Assert.Equal("hit", reviewed.Panel["product, compiled"]);
    }

    [Fact]
    public async Task Category_renamed_by_a_bulk_update_shows_at_once_in_the_other_instance()
    {
        await _second.GetAsync("/product/1");

        await _first.WriteAsync("/category/1/name", ("name", "Renamed elsewhere"));
        var renamed = await _second.GetAsync("/product/1");

        Assert.Contains("""<a href="/category/1">Renamed elsewhere</a>""", renamed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", renamed.Panel["navigation"]);
    }

    [Fact]
    public async Task Button_of_one_instance_invalidates_the_tag_for_both()
    {
        await _second.GetAsync("/product/302");

        await _first.WriteAsync("/cache/invalidate", ("back", "/"));
        var after = await _second.GetAsync("/product/302");

        Assert.Equal("miss invalidated", after.Panel["related"]);
        Assert.Equal("hit", after.Panel["rating"]);
    }

    [Fact]
    public async Task Visitor_fills_a_cart_in_one_instance_and_orders_in_the_other()
    {
        var cookies = new CookieContainer();
        using var before = new ShopVisitor(fixture.Shops.First.Address, cookies);
        using var after = new ShopVisitor(fixture.Shops.Second.Address, cookies);
        await before.WriteAsync("/cart/add", ("productId", "303"));
        var stock = StockOf(await before.GetAsync("/product/303"));

        await after.WriteAsync("/cart/order", ("name", "Vera"), ("email", "vera@example.com"));

        Assert.Contains("It is empty.", (await before.GetAsync("/cart")).Html, StringComparison.Ordinal);
        Assert.Equal(stock - 1, StockOf(await before.GetAsync("/product/303")));
    }

    [Fact]
    public async Task Panel_tells_which_instance_answered_and_where_the_entries_are()
    {
        var first = await _first.GetAsync("/product/304");
        var second = await _second.GetAsync("/product/304");

        Assert.Contains($"on port {fixture.Shops.First.Address.Port} ", first.Html, StringComparison.Ordinal);
        Assert.Contains($"on port {fixture.Shops.Second.Address.Port} ", second.Html, StringComparison.Ordinal);
        Assert.Contains("rows in PostgreSQL (", second.Html, StringComparison.Ordinal);
        Assert.Contains($"in Redis ({fixture.Shops.RedisConnection})", second.Html, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static int StockOf(ShopPage page) =>
        int.Parse(
            System.Text.RegularExpressions.Regex.Match(page.Html, "([0-9]+) in stock, [0-9]+ sold").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
