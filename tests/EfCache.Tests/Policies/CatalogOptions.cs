using EfCache.Infrastructure;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies;

/// <summary>Contexts whose queries are explained and not run: there is no database.</summary>
internal static class CatalogOptions
{
    public const string ConnectionString = "Data Source=catalog-that-is-not-there.db";

    public static CatalogContext Open(
        Action<SecondLevelCacheOptionsBuilder>? configureCache = null,
        Action<DbContextOptionsBuilder>? configure = null
    )
    {
        var options = new DbContextOptionsBuilder<CatalogContext>()
            .AllowManyProviders()
            .UseSqlite(ConnectionString)
            .AddSecondLevelCache(cache =>
            {
                cache.UseInProcessStore(new InProcessStore());
                configureCache?.Invoke(cache);
            });
        configure?.Invoke(options);
        return new CatalogContext(options.Options);
    }
}
