using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Pages;

namespace Shop.Endpoints;

internal static class CartEndpoints
{
    public static void MapCartChanges(this IEndpointRouteBuilder app)
    {
        app.MapPost("/cart/add", AddAsync);
        app.MapPost("/cart/remove", RemoveAsync);
        app.MapPost("/cart/order", OrderAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext context, ShopContext db, [FromForm] int productId)
    {
        if (!await db.Products.AnyAsync(product => product.Id == productId))
        {
            return Results.NotFound();
        }

        var cartId = CartCookie.ReadOrCreate(context);
        var line = await db
            .CartLines.AsTracking()
            .SingleOrDefaultAsync(line => line.CartId == cartId && line.ProductId == productId);
        line ??= db.Add(new CartLine { CartId = cartId, ProductId = productId }).Entity;
        line.Quantity++;
        await db.SaveChangesAsync();
        return Results.LocalRedirect("/cart");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, ShopContext db, [FromForm] int productId)
    {
        var cartId = CartCookie.Read(context);
        await db.CartLines.Where(line => line.CartId == cartId && line.ProductId == productId).ExecuteDeleteAsync();
        return Results.LocalRedirect("/cart");
    }

    private static async Task<IResult> OrderAsync(
        HttpContext context,
        ShopContext db,
        TimeProvider clock,
        [FromForm] string name,
        [FromForm] string email
    )
    {
        if (name.Trim().Length is 0 or > 60 || email.Trim().Length is 0 or > 120)
        {
            return Results.BadRequest("An order needs a name and an e-mail address.");
        }

        var cartId = CartCookie.Read(context);
        var lines = await db
            .CartLines.AsTracking()
            .Include(line => line.Product)
            .Where(line => line.CartId == cartId)
            .ToListAsync();
        if (lines.Count == 0 || lines.Any(line => line.Quantity > line.Product.Stock))
        {
            return Results.LocalRedirect("/cart?outOfStock=true");
        }

        var customer =
            await db.Customers.AsTracking().SingleOrDefaultAsync(customer => customer.Email == email.Trim())
            ?? new Customer { Name = name.Trim(), Email = email.Trim() };
        var order = new Order { Customer = customer, PlacedAt = clock.GetUtcNow().UtcDateTime };
        foreach (var line in lines)
        {
            line.Product.Stock -= line.Quantity;
            line.Product.Sold += line.Quantity;
            order.Lines.Add(
                new OrderLine
                {
                    ProductId = line.ProductId,
                    Quantity = line.Quantity,
                    UnitPriceInCents = line.Product.PriceInCents,
                }
            );
        }

        db.Add(order);
        db.RemoveRange(lines);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else's order took the stock meanwhile.
            return Results.LocalRedirect("/cart?outOfStock=true");
        }

        return Results.LocalRedirect($"/cart?placed={order.Id}");
    }
}
