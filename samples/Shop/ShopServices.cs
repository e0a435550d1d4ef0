using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;
using Shop.Data;
using Shop.Pages;

namespace Shop;

internal static class ShopServices
{
    private const string DefaultUrl = "http://localhost:5080";

    public static void AddShop(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var folder = Path.Combine(builder.Environment.ContentRootPath, "App_Data");
        Directory.CreateDirectory(folder);
        var connections = ShopConnections.Of(builder.Configuration, folder);
        builder.Services.AddSingleton(connections);
        builder.Services.AddDbContextPool<ShopContext>(
            (services, options) =>
            {
                connections.UseDatabase(options);
                options
                    .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                    .LogTo((id, _) => TraceFeed.Wants(id), services.GetRequiredService<TraceFeed>().Receive)
                    .AddSecondLevelCache(cache =>
                    {
                        connections.UseStore(cache);
                        cache.AddPolicy(
                            CatalogQueries.Policy,
                            policy => policy.WithTtl(TimeSpan.FromMinutes(15)).WithTag(CatalogQueries.Tag)
                        );
                    });
            }
        );

        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<TraceFeed>();
        builder.Services.AddSingleton<CacheTotals>();
        builder.Services.AddScoped<QueryTrace>();
        builder.Services.AddScoped<PageLayout>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAntiforgery();

        // Forms that were open before a restart stay valid.
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(folder));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
    }
}
