using System.Net;

namespace EfCache.Shop.Tests;

public sealed class CartTests(SeededDatabase database) : IClassFixture<SeededDatabase>
{
    [Fact]
    public async Task Cart_is_read_from_the_database_each_time()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/cart");

        var again = await shop.GetAsync("/cart");

        Assert.Equal("bypass never_cached_entity", again.Panel["cart"]);
        Assert.Equal("hit", again.Panel["navigation"]);
        Assert.Equal(1, again.Commands);
    }

    [Fact]
    public async Task Product_added_and_removed_shows_at_once()
    {
        await using var shop = new RunningShop(database);

        var added = await shop.PostAsync("/product/700", "/cart/add", ("productId", "700"));
        var removed = await shop.PostAsync("/cart", "/cart/remove", ("productId", "700"));

        Assert.Contains("""<a href="/product/700">""", added.Html, StringComparison.Ordinal);
        Assert.Contains("It is empty.", removed.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cart_does_not_disturb_the_catalog()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/product/700");

        await shop.PostAsync("/product/700", "/cart/add", ("productId", "700"));

        Assert.Equal(0, (await shop.GetAsync("/product/700")).Commands);
    }

    [Fact]
    public async Task Placed_order_shows_the_new_stock_at_once()
    {
        await using var shop = new RunningShop(database);
        var (stock, sold) = StockOf(await shop.GetAsync("/product/700"));
        await shop.PostAsync("/product/700", "/cart/add", ("productId", "700"));
        await shop.PostAsync("/product/700", "/cart/add", ("productId", "700"));

        var placed = await shop.PostAsync("/cart", "/cart/order", ("name", "Vera"), ("email", "vera@example.com"));
        var after = await shop.GetAsync("/product/700");

        Assert.Contains("Your order has the number", placed.Html, StringComparison.Ordinal);
        Assert.Contains("It is empty.", placed.Html, StringComparison.Ordinal);
        Assert.Equal((stock - 2, sold + 2), StockOf(after));
        Assert.Equal("miss invalidated", after.Panel["product, compiled"]);
        Assert.Equal(0, (await shop.GetAsync("/product/700")).Commands);
    }

    [Fact]
    public async Task Order_beyond_the_stock_is_refused_and_leaves_the_product_cached()
    {
        await using var shop = new RunningShop(database);
        var (stock, _) = StockOf(await shop.GetAsync("/product/700"));
        for (var i = 0; i <= stock; i++)
        {
            await shop.PostAsync("/product/700", "/cart/add", ("productId", "700"));
        }

        var refused = await shop.PostAsync("/cart", "/cart/order", ("name", "Vera"), ("email", "vera@example.com"));

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("There are not that many left", refused.Html, StringComparison.Ordinal);
        Assert.Equal(0, (await shop.GetAsync("/product/700")).Commands);
    }

    private static (int Stock, int Sold) StockOf(ShopVisit visit)
    {
        var match = System.Text.RegularExpressions.Regex.Match(visit.Html, "([0-9]+) in stock, ([0-9]+) sold");
        return (
            int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}
