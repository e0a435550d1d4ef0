using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

internal static class NotFoundPage
{
    public static Task<IResult> RenderAsync(ShopContext db, PageLayout layout) =>
        layout.RenderAsync(
            new Page(
                "Not found",
                Html.Of($"""<h1>There is no such page</h1><p><a href="/">To the bestsellers</a></p>"""),
                CatalogQueries.Categories(db)
            ),
            StatusCodes.Status404NotFound
        );
}
