using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

/// <summary>The frame that all pages share: navigation above, the cache's panel below.</summary>
public sealed class PageLayout(
    IHttpContextAccessor accessor,
    IAntiforgery antiforgery,
    ShopContext db,
    QueryTrace trace,
    CacheTotals totals,
    ShopConnections connections
)
{
    private HttpContext Context => accessor.HttpContext!;

    /// <summary>The hidden field that each form has, so that no other site can post it for a visitor.</summary>
    public Html AntiforgeryField()
    {
        var tokens = antiforgery.GetAndStoreTokens(Context);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }

    public async Task<IResult> RenderAsync(Page page, int statusCode = StatusCodes.Status200OK)
    {
        var categories = await trace.RunAsync("navigation", () => CatalogQueries.Categories(db).ToListAsync());
        var links = categories.Select(category =>
            Html.Of($"""<a href="/category/{category.Id}">{category.Name}</a>""")
        );
        var document = Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{page.Title} – The Shop</title>
              <style>{PageStyle.Css}</style>
            </head>
            <body>
              <header>
                <a class="brand" href="/">The Shop</a>
                <form class="search" action="/" method="get">
                  <input name="q" placeholder="Search 3,000 products" value="{Context.Request.Query["q"]}">
                  <button>Search</button>
                </form>
                <a class="cart" href="/cart">Cart</a>
              </header>
              <nav>{links}</nav>
              <main>{page.Body}</main>
              {CachePanel.Render(connections, trace, totals, page.MainQuery, Context.Request, AntiforgeryField())}
            </body>
            </html>
            """
        );
        return Results.Content(document.ToString(), "text/html; charset=utf-8", statusCode: statusCode);
    }
}
