using System.Net;

namespace EfCache.Shop.Tests;

public sealed class ShopPagesTests(SeededDatabase database) : IClassFixture<SeededDatabase>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?q=steel")]
    [InlineData("/category/3")]
    [InlineData("/category/3?sort=Cheapest&page=4")]
    [InlineData("/product/700")]
    public async Task Page_seen_before_asks_the_database_nothing(string path)
    {
        await using var shop = new RunningShop(database);

        var cold = await shop.GetAsync(path);
        var warm = await shop.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, warm.Status);
        Assert.True(cold.Commands > 0, "The first visit reads the database.");
        Assert.Equal((0, 0), (warm.Commands, warm.Openings));
        Assert.All(warm.Panel.Values, outcome => Assert.Equal("hit", outcome));
        Assert.Equal(WithoutPanel(cold), WithoutPanel(warm));
    }

    [Fact]
    public async Task Compiled_query_of_another_product_is_its_own_entry()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/product/700");

        var other = await shop.GetAsync("/product/701");
        var again = await shop.GetAsync("/product/701");

        Assert.Equal("miss absent", other.Panel["product, compiled"]);
        Assert.Equal("hit", again.Panel["product, compiled"]);
        Assert.Equal(0, again.Commands);
    }

    [Fact]
    public async Task Changed_price_shows_at_once_and_leaves_other_products_cached()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/product/700");
        await shop.GetAsync("/product/2500");

        var changed = await shop.PostAsync("/product/700", "/product/700/price", ("price", "1234.56"));
        var other = await shop.GetAsync("/product/2500");

        Assert.Contains("1,234.56", changed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", changed.Panel["product, compiled"]);
        Assert.Equal("hit", changed.Panel["latest reviews"]);
        Assert.Equal("hit", other.Panel["product, compiled"]);

        // Its list of related products depends on the table: any product's price may be in it.
        Assert.Equal("miss invalidated", other.Panel["related"]);
        Assert.Equal(1, other.Commands);
    }

    [Fact]
    public async Task Added_review_shows_at_once_and_leaves_the_catalog_cached()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/");
        await shop.GetAsync("/category/3");
        await shop.GetAsync("/product/700");

        var reviewed = await shop.PostAsync(
            "/product/700",
            "/product/700/reviews",
            ("author", "Vera"),
            ("stars", "1"),
            ("text", "<script>alert('never run')</script>")
        );

        Assert.Contains("&lt;script&gt;", reviewed.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", reviewed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", reviewed.Panel["rating"]);
        Assert.Equal("miss invalidated", reviewed.Panel["latest reviews"]);
        Assert.Equal("hit", reviewed.Panel["product, compiled"]);
        Assert.Equal(0, (await shop.GetAsync("/")).Commands);
        Assert.Equal(0, (await shop.GetAsync("/category/3")).Commands);
        Assert.Equal(0, (await shop.GetAsync("/product/700")).Commands);
    }

    [Fact]
    public async Task Renamed_category_shows_on_every_page_and_leaves_reviews_cached()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/product/700");

        var renamed = await shop.PostAsync("/category/3", "/category/3/name", ("name", "Chairs & Tables"));
        var product = await shop.GetAsync("/product/700");

        Assert.Contains("<h1>Chairs &amp; Tables</h1>", renamed.Html, StringComparison.Ordinal);
        Assert.Equal("miss invalidated", renamed.Panel["navigation"]);
        Assert.Contains(">Chairs &amp; Tables</a>", product.Html, StringComparison.Ordinal);
        Assert.Equal("hit", product.Panel["latest reviews"]);
        Assert.Equal("hit", product.Panel["rating"]);
    }

    [Fact]
    public async Task Button_invalidates_what_the_policy_tagged_and_nothing_else()
    {
        await using var shop = new RunningShop(database);
        await shop.GetAsync("/product/700");

        var after = await shop.PostAsync("/product/700", "/cache/invalidate", ("back", "/product/700"));

        Assert.Equal("miss invalidated", after.Panel["related"]);
        Assert.Equal("hit", after.Panel["product, compiled"]);
        Assert.Equal("hit", after.Panel["rating"]);
        Assert.Equal(1, after.Commands);
    }

    [Fact]
    public async Task Explain_link_shows_the_rows_that_the_page_depends_on()
    {
        await using var shop = new RunningShop(database);

        var explained = await shop.GetAsync("/product/700?explain=1");

        Assert.Contains("{products}:id=700", explained.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused_and_changes_nothing()
    {
        await using var shop = new RunningShop(database);
        var before = await shop.GetAsync("/product/700");

        var refused = await shop.PostWithoutTokenAsync("/product/700/price", ("price", "1"));
        var after = await shop.GetAsync("/product/700");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(0, after.Commands);
        Assert.Equal(WithoutPanel(before), WithoutPanel(after));
    }

    [Fact]
    public async Task Unknown_product_is_not_found()
    {
        await using var shop = new RunningShop(database);

        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync("/product/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync("/nowhere")).Status);
    }

    // Tokens are new on each page, and the panel tells the two visits apart.
    private static string WithoutPanel(ShopVisit visit) =>
        string.Join(
            '\n',
            visit
                .Html[..visit.Html.IndexOf("<aside", StringComparison.Ordinal)]
                .Split('\n')
                .Where(line => !line.Contains("__RequestVerificationToken", StringComparison.Ordinal))
        );
}
