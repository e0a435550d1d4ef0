using Shop.Data;

namespace Shop.Pages;

/// <summary>A product as lists show it.</summary>
internal static class ProductCard
{
    public static Html Grid(IEnumerable<Product> products) =>
        Html.Of($"""<div class="grid">{products.Select(Render)}</div>""");

    /// <summary>The shop has no photographs: a colour and a letter stand for one.</summary>
    public static Html Picture(Product product) =>
        Html.Of(
            $"""<div class="picture" style="background:hsl({product.Id * 47 % 360} 34% 58%)">{product.Name[..1]}</div>"""
        );

    private static Html Render(Product product) =>
        Html.Of(
            $"""
            <div class="card">
              {Picture(product)}
              <div class="text">
                <b><a href="/product/{product.Id}">{product.Name}</a></b>
                <span class="muted">{product.Brand} · {product.Category.Name}</span>
                <span class="muted">{product.Sold} sold · {product.Stock} in stock</span>
                <span class="price">{Money.Format(product.PriceInCents)}</span>
              </div>
            </div>
            """
        );
}
