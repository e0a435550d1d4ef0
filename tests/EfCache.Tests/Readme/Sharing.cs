using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace EfCache.Tests.Readme;

internal static class Sharing
{
    public static void Redis(IServiceCollection services, string connectionString)
    {
        services.AddDbContextPool<ShopContext>(options =>
            options
                .UseNpgsql(connectionString)
                .AddSecondLevelCache(cache => cache.UseRedis("redis-1:6379").WithKeyPrefix("shop"))
        );
    }

    public static void Connections(DbContextOptionsBuilder options, IConnectionMultiplexer multiplexer)
    {
        options.AddSecondLevelCache(cache => cache.UseRedis("node-1:6379,node-2:6379,ssl=true,user=shop,password=..."));
        options.AddSecondLevelCache(cache => cache.UseRedis("sentinel-1:26379,sentinel-2:26379,serviceName=main"));
        options.AddSecondLevelCache(cache => cache.UseRedis(new ConfigurationOptions { EndPoints = { "redis-1" } }));
        options.AddSecondLevelCache(cache => cache.UseRedis(multiplexer)); // the caller disposes of it
        options.AddSecondLevelCache(cache => cache.UseRedisFromServices()); // the application's IConnectionMultiplexer
        options.AddSecondLevelCache(cache => cache.UseRedisFromServices("cache")); // the one with this key
    }

    public static void Options(DbContextOptionsBuilder options)
    {
        options.AddSecondLevelCache(cache =>
            cache.UseRedis(
                "redis-1:6379",
                redis =>
                    redis
                        .WithDatabase(2)
                        .WithLookupTimeout(TimeSpan.FromMilliseconds(100))
                        .WithNearCache(sizeLimit: 256L << 20)
                        .WithStampedeProtection(TimeSpan.FromMilliseconds(500))
            )
        );
    }

    public static void Strictly(DbContextOptionsBuilder options)
    {
        options.AddSecondLevelCache(cache =>
            cache.UseRedis("redis-1:6379").OnInvalidationFailure(InvalidationFailure.Strict)
        );
    }
}
