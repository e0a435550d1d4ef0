using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.Readme;

internal static class Installing
{
    public static void QuickStart(IServiceCollection services, string connectionString)
    {
        services.AddDbContextPool<ShopContext>(options => options.UseNpgsql(connectionString).AddSecondLevelCache());
    }

    public static async Task Use(ShopContext db, int id)
    {
        var top = await db.Products.Where(p => p.Stars > 4).Cacheable().ToListAsync(); // database, then stored
        var again = await db.Products.Where(p => p.Stars > 4).Cacheable().ToListAsync(); // from memory

        var product = await db.Products.SingleAsync(p => p.Id == id);
        product.PriceInCents = 1999;
        await db.SaveChangesAsync(); // from here on, no cached answer shows the old price
        Assert.Equal(top.Count, again.Count);
    }

    public static void Options(IServiceCollection services, string connectionString)
    {
        services.AddDbContextPool<ShopContext>(options =>
            options
                .UseNpgsql(connectionString)
                .AddSecondLevelCache(cache =>
                    cache
                        .WithDefaultTtl(TimeSpan.FromMinutes(5))
                        .WithSizeLimit(512L << 20)
                        .WithEntryLimits(maxRows: 10_000, maxBytes: 4L << 20)
                        .AddPolicy("catalog", policy => policy.WithTtl(TimeSpan.FromHours(1)).WithTag("catalog"))
                )
        );
    }

    public static void OwnStore(DbContextOptionsBuilder<ShopContext> options)
    {
        var store = new InProcessStore(new InProcessStoreOptions { SizeLimit = 64L << 20 });
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(store));
    }

    public static void OwnServices(string connectionString)
    {
        var internalServices = new ServiceCollection()
            .AddEntityFrameworkNpgsql()
            .AddEfCacheServices()
            .BuildServiceProvider();
        var options = new DbContextOptionsBuilder<ShopContext>()
            .UseNpgsql(connectionString)
            .UseInternalServiceProvider(internalServices)
            .AddSecondLevelCache()
            .Options;
        Assert.NotNull(options);
    }

    public static void CacheAll(DbContextOptionsBuilder<ShopContext> options)
    {
        options.AddSecondLevelCache(cache => cache.CacheAllQueries());
    }
}
