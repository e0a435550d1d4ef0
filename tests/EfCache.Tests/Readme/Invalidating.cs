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

    /// <summary>Of procedures and functions that the samples' database does not have.</summary>
    public static async Task BySaying(ShopContext db, int percent)
    {
        await db.Database.ExecuteSqlAsync($"CALL reprice({percent})", w => w.Table<Product>());
        await db.Database.ExecuteSqlRawAsync("CALL count_visit()", w => w.Nothing());
        await db
            .Products.FromSql($"SELECT * FROM reprice_and_return({percent})")
            .Invalidates(w => w.Table<Product>().Tag("prices"))
            .ToListAsync();
    }
}
