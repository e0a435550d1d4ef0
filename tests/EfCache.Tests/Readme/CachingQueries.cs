using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Readme;

internal static class CachingQueries
{
    private static readonly Func<ShopContext, int, Task<Product?>> FindProduct = EF.CompileAsyncQuery(
        (ShopContext db, int id) => db.Products.Cacheable().SingleOrDefault(p => p.Id == id)
    );

    public static async Task Overloads(ShopContext db)
    {
        await db.Orders.Cacheable().ToListAsync();
        await db.Orders.Cacheable(TimeSpan.FromSeconds(30)).CountAsync();
        await db.Orders.Cacheable("catalog").AnyAsync();
        await db.Orders.Cacheable(q => q.WithTtl(TimeSpan.FromHours(1)).WithTag("orders")).ToListAsync();
        await db.Orders.NotCacheable().ToListAsync();
    }

    public static Task<Product?> Compiled(ShopContext db) => FindProduct(db, 5);

    public static async Task RawSql(ShopContext db, int stars)
    {
        await db
            .Products.FromSql($"SELECT * FROM \"Products\" WHERE \"Stars\" > {stars}")
            .Cacheable(q => q.DependsOn<Product>())
            .ToListAsync();

        await db.Database.ExecuteSqlAsync($"UPDATE \"Products\" SET \"Stars\" = 5"); // invalidates the products
    }

    public static void Explain(ShopContext db, int id)
    {
        var why = db.Products.Where(p => p.Id == id).Cacheable().ExplainCaching();
        Console.WriteLine(why);
    }

    public static async Task<int> Partition(ShopContext db, int companyId)
    {
        var open = await db
            .Invoices.Where(i => i.CompanyId == companyId && !i.IsPaid)
            .Cacheable()
            .SumAsync(i => i.Cents);
        return open;
    }
}
