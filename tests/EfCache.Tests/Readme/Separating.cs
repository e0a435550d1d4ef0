using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Readme;

internal static class Separating
{
    public static void Tenants(DbContextOptionsBuilder<ShopContext> options)
    {
        options.AddSecondLevelCache(cache => cache.VaryBy(context => ((ShopContext)context).TenantId));
    }

    public static void Transactions(DbContextOptionsBuilder<ShopContext> options)
    {
        options.AddSecondLevelCache(cache => cache.ServeHitsInTransactions());
    }

    public static void Interceptors(
        DbContextOptionsBuilder<ShopContext> options,
        DbCommandInterceptor auditing,
        DbConnectionInterceptor tracing
    )
    {
        options
            .AddInterceptors(auditing, tracing)
            .AddSecondLevelCache(cache => cache.SkipCommandInterceptorsOnHits().TrustConnectionInterceptors());
    }
}
