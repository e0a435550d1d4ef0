using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Readme;

internal static class Invalidating
{
    public static async Task ByHand(ShopContext db)
    {
        await db.Database.InvalidateCacheAsync<Product>(); // its tables
        await db.Database.InvalidateCacheOfTableAsync("products", schema: "public");
        await db.Database.InvalidateCacheByTagAsync("catalog");
        await db.Database.InvalidateCacheAsync(); // everything
    }
}
