using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>A connection of the application's services.</summary>
/// <param name="Key">The key that it was registered with; null for none.</param>
internal sealed record ServiceSource(object? Key) : RedisSource
{
    public override RedisConnection Open(IDbContextOptions options, TimeSpan syncTimeout)
    {
        var services =
            options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider
            ?? throw new InvalidOperationException(
                "UseRedisFromServices: the context was not made by the application's services. Register it with AddDbContext or "
                    + "AddDbContextPool, call UseApplicationServiceProvider(...), or pass the connection to UseRedis(...)."
            );
        var multiplexer = Key is null
            ? services.GetService<IConnectionMultiplexer>()
            : services.GetKeyedService<IConnectionMultiplexer>(Key);
        return GivenSource.Of(
            multiplexer
                ?? throw new InvalidOperationException(
                    $"UseRedisFromServices: the application's services have no IConnectionMultiplexer{(Key is null ? "" : " with the given key")}. "
                        + "Register one as a singleton, or pass the connection to UseRedis(...)."
                )
        );
    }
}
