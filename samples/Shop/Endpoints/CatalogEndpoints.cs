using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Endpoints;

/// <summary>
/// What the shopkeeper and reviewers change. None of it mentions the cache, except the button that invalidates by hand:
/// SaveChanges is enough. [FromForm] makes the framework check each form's antiforgery token.
/// </summary>
internal static class CatalogEndpoints
{
    public static void MapCatalogChanges(this IEndpointRouteBuilder app)
    {
        app.MapPost("/product/{id:int}/price", ChangePriceAsync);
        app.MapPost("/product/{id:int}/reviews", AddReviewAsync);
        app.MapPost("/category/{id:int}/name", RenameAsync);
        app.MapPost("/cache/invalidate", InvalidateAsync);
    }

    private static async Task<IResult> ChangePriceAsync(ShopContext db, int id, [FromForm] decimal price)
    {
        if (price is < 0.01m or > 99_999m)
        {
            return Results.BadRequest("A price is between 0.01 and 99999.");
        }

        // Not cached, since it does not say Cacheable(): what is about to be changed is read from the database.
        var product = await db.Products.AsTracking().SingleOrDefaultAsync(product => product.Id == id);
        if (product is null)
        {
            return Results.NotFound();
        }

        product.PriceInCents = (int)Math.Round(price * 100);
        await db.SaveChangesAsync();
        return Results.LocalRedirect($"/product/{id}");
    }

    private static async Task<IResult> AddReviewAsync(
        ShopContext db,
        TimeProvider clock,
        int id,
        [FromForm] string author,
        [FromForm] int stars,
        [FromForm] string text
    )
    {
        if (author.Length is 0 or > 60 || text.Length is 0 or > 1000 || stars is < 1 or > 5)
        {
            return Results.BadRequest("A review has an author, 1 to 5 stars and a text of at most 1000 characters.");
        }

        if (!await db.Products.AnyAsync(product => product.Id == id))
        {
            return Results.NotFound();
        }

        db.Add(
            new Review
            {
                ProductId = id,
                Author = author,
                Stars = stars,
                Text = text,
                WrittenAt = clock.GetUtcNow().UtcDateTime,
            }
        );
        await db.SaveChangesAsync();
        return Results.LocalRedirect($"/product/{id}");
    }

    private static async Task<IResult> RenameAsync(ShopContext db, int id, [FromForm] string name)
    {
        if (name.Trim().Length is 0 or > 60)
        {
            return Results.BadRequest("A category's name has 1 to 60 characters.");
        }

        // One statement without reading first: of ExecuteUpdate the cache knows the table.
        await db
            .Categories.Where(category => category.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(category => category.Name, name.Trim()));
        return Results.LocalRedirect($"/category/{id}");
    }

    private static async Task<IResult> InvalidateAsync(ShopContext db, [FromForm] string back)
    {
        await db.Database.InvalidateCacheByTagAsync(CatalogQueries.Tag);
        return Results.LocalRedirect(back);
    }
}
