using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Catalog;

public static class CartQueries
{
    /// <summary>
    /// Says Cacheable() and is not cached all the same: the model says that cart lines never are, and the panel shows it.
    /// </summary>
    public static IQueryable<CartLine> Lines(ShopContext db, string cartId) =>
        db
            .CartLines.Include(line => line.Product)
            .Where(line => line.CartId == cartId)
            .OrderBy(line => line.Id)
            .Cacheable();
}
