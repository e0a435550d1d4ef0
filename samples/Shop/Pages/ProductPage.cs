using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

internal static class ProductPage
{
    public static async Task<IResult> GetAsync(ShopContext db, QueryTrace trace, PageLayout layout, int id)
    {
        var product = await trace.RunAsync("product, compiled", () => CatalogQueries.FindProduct(db, id));
        if (product is null)
        {
            return await NotFoundPage.RenderAsync(db, layout);
        }

        var rating =
            await trace.RunAsync("rating", () => CatalogQueries.Rating(db, id).SingleOrDefaultAsync())
            ?? RatingSummary.None;
        var reviews = await trace.RunAsync("latest reviews", () => CatalogQueries.LatestReviews(db, id).ToListAsync());
        var related = await trace.RunAsync("related", () => CatalogQueries.Related(db, product).ToListAsync());
        var antiforgery = layout.AntiforgeryField();
        var body = Html.Of(
            $"""
            <div class="product">
              {ProductCard.Picture(product)}
              <div>
                <a href="/category/{product.CategoryId}">{product.Category.Name}</a>
                <h1>{product.Name}</h1>
                <div class="muted">by {product.Brand}</div>
                <div>{Stars(rating.Average)} <span class="muted">{Summary(rating)}</span></div>
                <p>{product.Description}</p>
                <div class="price">{Money.Format(product.PriceInCents)}</div>
                <div class="muted">{product.Stock} in stock, {product.Sold} sold</div>
                <form class="line" method="post" action="/cart/add">
                  {antiforgery}
                  <input type="hidden" name="productId" value="{product.Id}">
                  <button>Add to cart</button>
                </form>
                <fieldset>
                  <legend>For the shopkeeper</legend>
                  <form class="line" method="post" action="/product/{product.Id}/price">
                    {antiforgery}
                    <input name="price" type="number" min="0.01" max="99999" step="0.01" required value="{Price(
                product
            )}">
                    <button>Change the price</button>
                  </form>
                </fieldset>
              </div>
            </div>
            <h2>Reviews</h2>
            {reviews.Select(Review)}
            <form class="line" method="post" action="/product/{product.Id}/reviews">
              {antiforgery}
              <input name="author" placeholder="Your name" maxlength="60" required>
              <select name="stars"><option>5</option><option>4</option><option>3</option><option>2</option><option>1</option></select>
              <input name="text" placeholder="What do you think of it?" maxlength="1000" size="40" required>
              <button>Add a review</button>
            </form>
            <h2>Others in {product.Category.Name}</h2>
            {ProductCard.Grid(related)}
            """
        );
        return await layout.RenderAsync(new Page(product.Name, body, CatalogQueries.Product(db, id)));
    }

    private static Html Review(Review review) =>
        Html.Of(
            $"""
            <div class="review">
              {Stars(review.Stars)} <b>{review.Author}</b>
              <span class="muted">{review.WrittenAt.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</span>
              <p>{review.Text}</p>
            </div>
            """
        );

    private static Html Stars(double stars)
    {
        var full = (int)Math.Round(stars, MidpointRounding.AwayFromZero);
        return Html.Of($"""<span class="stars">{new string('★', full)}{new string('☆', 5 - full)}</span>""");
    }

    private static string Summary(RatingSummary rating) =>
        rating.Count == 0
            ? "no reviews yet"
            : string.Create(CultureInfo.InvariantCulture, $"{rating.Average:0.0} of 5 in {rating.Count} reviews");

    private static string Price(Product product) =>
        (product.PriceInCents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
