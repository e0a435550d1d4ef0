using Shop.Pages;

namespace Shop.Endpoints;

internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", HomePage.GetAsync);
        app.MapGet("/category/{id:int}", CategoryPage.GetAsync);
        app.MapGet("/product/{id:int}", ProductPage.GetAsync);
        app.MapGet("/cart", CartPage.GetAsync);
        app.MapFallback(NotFoundPage.RenderAsync);
    }
}
