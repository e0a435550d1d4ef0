using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

internal static class HomePage
{
    public static async Task<IResult> GetAsync(ShopContext db, QueryTrace trace, PageLayout layout, string? q)
    {
        if (!string.IsNullOrWhiteSpace(q))
        {
            return await SearchAsync(db, trace, layout, q.Trim());
        }

        var query = CatalogQueries.Bestsellers(db);
        var bestsellers = await trace.RunAsync("bestsellers", () => query.ToListAsync());
        var categories = await trace.RunAsync("categories", () => CatalogQueries.Categories(db).ToListAsync());
        var body = Html.Of(
            $"""
            <h1>Bestsellers</h1>
            {ProductCard.Grid(bestsellers)}
            <h2>Categories</h2>
            <div class="tiles">{categories.Select(Tile)}</div>
            """
        );
        return await layout.RenderAsync(new Page("Home", body, query));
    }

    private static async Task<IResult> SearchAsync(ShopContext db, QueryTrace trace, PageLayout layout, string term)
    {
        var query = CatalogQueries.Search(db, term);
        var found = await trace.RunAsync("search", () => query.ToListAsync());
        var count = found.Count < CatalogQueries.PageSize ? $"{found.Count}" : $"The first {found.Count}";
        var body = Html.Of(
            $"""
            <h1>Search: {term}</h1>
            <p class="muted">{count} products, the bestselling first</p>
            {ProductCard.Grid(found)}
            """
        );
        return await layout.RenderAsync(new Page("Search", body, query));
    }

    private static Html Tile(Category category) =>
        Html.Of(
            $"""
            <div class="tile">
              <a href="/category/{category.Id}">{category.Name}</a>
              <div class="muted">{category.Description}</div>
            </div>
            """
        );
}
