using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;

namespace Shop.Pages;

internal static class CartPage
{
    public static async Task<IResult> GetAsync(
        HttpContext context,
        ShopContext db,
        QueryTrace trace,
        PageLayout layout,
        int? placed,
        bool outOfStock = false
    )
    {
        var query = CartQueries.Lines(db, CartCookie.Read(context) ?? "");
        var lines = await trace.RunAsync("cart", () => query.ToListAsync());
        var body = Html.Of(
            $"""
            <h1>Your cart</h1>
            {Notice(placed, outOfStock)}
            {(lines.Count == 0 ? Html.Of($"<p>It is empty.</p>") : Lines(lines, layout.AntiforgeryField()))}
            """
        );
        return await layout.RenderAsync(new Page("Cart", body, query));
    }

    private static Html Lines(List<CartLine> lines, Html antiforgery) =>
        Html.Of(
            $"""
            <table>
              <tr><th>product</th><th class="number">price</th><th class="number">pieces</th><th class="number">sum</th><th></th></tr>
              {lines.Select(line => Row(line, antiforgery))}
              <tr><td><b>Total</b></td><td></td><td></td>
              <td class="number"><b>{Money.Format(
                lines.Sum(line => line.Quantity * line.Product.PriceInCents)
            )}</b></td><td></td></tr>
            </table>
            <h2>Order</h2>
            <form class="line" method="post" action="/cart/order">
              {antiforgery}
              <input name="name" placeholder="Your name" maxlength="60" required>
              <input name="email" type="email" placeholder="you@example.com" maxlength="120" required>
              <button>Place the order</button>
            </form>
            """
        );

    private static Html Row(CartLine line, Html antiforgery) =>
        Html.Of(
            $"""
            <tr>
              <td><a href="/product/{line.ProductId}">{line.Product.Name}</a></td>
              <td class="number">{Money.Format(line.Product.PriceInCents)}</td>
              <td class="number">{line.Quantity}</td>
              <td class="number">{Money.Format(line.Quantity * line.Product.PriceInCents)}</td>
              <td class="number">
                <form method="post" action="/cart/remove">
                  {antiforgery}
                  <input type="hidden" name="productId" value="{line.ProductId}">
                  <button class="quiet">Remove</button>
                </form>
              </td>
            </tr>
            """
        );

    private static Html Notice(int? placed, bool outOfStock) =>
        placed is not null ? Html.Of($"""<div class="notice">Thank you. Your order has the number {placed}.</div>""")
        : outOfStock ? Html.Of($"""<div class="notice">There are not that many left. Nothing was ordered.</div>""")
        : Html.Empty;
}
