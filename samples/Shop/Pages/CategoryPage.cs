using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

internal static class CategoryPage
{
    public static async Task<IResult> GetAsync(
        ShopContext db,
        QueryTrace trace,
        PageLayout layout,
        int id,
        ProductOrder sort = ProductOrder.Bestselling,
        int page = 1
    )
    {
        var category = await trace.RunAsync(
            "category",
            () => CatalogQueries.Categories(db).SingleOrDefaultAsync(category => category.Id == id)
        );
        if (category is null)
        {
            return await NotFoundPage.RenderAsync(db, layout);
        }

        var all = CatalogQueries.InCategory(db, id);
        var count = await trace.RunAsync("number of products", () => all.CountAsync());
        var pages = Math.Max(1, (count + CatalogQueries.PageSize - 1) / CatalogQueries.PageSize);
        page = Math.Clamp(page, 1, pages);
        var query = CatalogQueries.Page(all, sort, page);
        var products = await trace.RunAsync("products", () => query.ToListAsync());
        var body = Html.Of(
            $"""
            <h1>{category.Name}</h1>
            <p class="muted">{category.Description} {count} products.</p>
            <div class="sorting">{Enum.GetValues<ProductOrder>().Select(order =>
                SortLink(id, order, order == sort)
            )}</div>
            {ProductCard.Grid(products)}
            {Paging(id, sort, page, pages)}
            <fieldset>
              <legend>For the shopkeeper</legend>
              <form class="line" method="post" action="/category/{id}/name">
                {layout.AntiforgeryField()}
                <input name="name" value="{category.Name}" maxlength="60" required>
                <button>Rename the category</button>
              </form>
            </fieldset>
            """
        );
        return await layout.RenderAsync(new Page(category.Name, body, query));
    }

    private static Html SortLink(int id, ProductOrder order, bool isCurrent) =>
        isCurrent
            ? Html.Of($"""<span class="on">{order}</span>""")
            : Html.Of($"""<a href="/category/{id}?sort={order}">{order}</a>""");

    private static Html Paging(int id, ProductOrder sort, int page, int pages) =>
        Html.Of(
            $"""
            <div class="paging">
              {PageLink(id, sort, page - 1, pages, "← previous")}
              <span>page {page} of {pages}</span>
              {PageLink(id, sort, page + 1, pages, "next →")}
            </div>
            """
        );

    private static Html PageLink(int id, ProductOrder sort, int page, int pages, string text) =>
        page < 1 || page > pages
            ? Html.Empty
            : Html.Of($"""<a href="/category/{id}?sort={sort}&amp;page={page}">{text}</a>""");
}
