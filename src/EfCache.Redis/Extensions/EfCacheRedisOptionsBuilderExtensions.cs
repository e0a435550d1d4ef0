using EfCache.Infrastructure;
using EfCache.Redis;
using StackExchange.Redis;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Keeps a context's cache entries in Redis, where all instances of an application share them.</summary>
public static class EfCacheRedisOptionsBuilderExtensions
{
    /// <summary>Keeps entries in Redis, over a connection that is made at the first use and shared by the whole process.</summary>
    /// <param name="builder">The cache's options.</param>
    /// <param name="configuration">
    /// Where the servers are, as StackExchange.Redis reads it: <c>redis-1:6379,redis-2:6379,user=shop,password=...</c>; nodes of a
    /// cluster; or Sentinels and <c>serviceName=...</c>. Redis 7.0 or later, or a server that is compatible with it.
    /// </param>
    /// <param name="configure">Says more: the database's number, time-outs.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> names no server, or can't be read.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another store was chosen already; or, at the first use of a context, another context with the same servers and the same key prefix has
    /// other options.
    /// </exception>
    public static SecondLevelCacheOptionsBuilder UseRedis(
        this SecondLevelCacheOptionsBuilder builder,
        string configuration,
        Action<RedisCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        return builder.UseStore(new RedisStoreChoice(ConfiguredSource.Parse(configuration), SettingsOf(configure)));
    }

    /// <inheritdoc cref="UseRedis(SecondLevelCacheOptionsBuilder, string, Action{RedisCacheOptionsBuilder}?)"/>
    /// <remarks>
    /// Options that are written alike share a connection, of which the first one's callbacks are used. They are copied when a
    /// connection is made; commands fail at once while there is none, whatever their backlog policy says.
    /// </remarks>
    public static SecondLevelCacheOptionsBuilder UseRedis(
        this SecondLevelCacheOptionsBuilder builder,
        ConfigurationOptions configuration,
        Action<RedisCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.UseStore(new RedisStoreChoice(ConfiguredSource.Of(configuration), SettingsOf(configure)));
    }

    /// <summary>Keeps entries in Redis, over a connection that the caller made and disposes of.</summary>
    /// <param name="builder">The cache's options.</param>
    /// <param name="multiplexer">
    /// The connection. With <see cref="BacklogPolicy.FailFast"/> and a small <c>syncTimeout</c> it costs queries the least when servers
    /// are away.
    /// </param>
    /// <param name="configure">Says more: the database's number, time-outs.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="InvalidOperationException">Another store was chosen already.</exception>
    public static SecondLevelCacheOptionsBuilder UseRedis(
        this SecondLevelCacheOptionsBuilder builder,
        IConnectionMultiplexer multiplexer,
        Action<RedisCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(multiplexer);
        return builder.UseStore(new RedisStoreChoice(new GivenSource(multiplexer), SettingsOf(configure)));
    }

    /// <summary>
    /// Keeps entries in Redis, over the <see cref="IConnectionMultiplexer"/> of the application's services, which owns it. Their
    /// absence is an error at the first use of a context.
    /// </summary>
    /// <param name="builder">The cache's options.</param>
    /// <param name="serviceKey">The key that it was registered with; null for the one without a key.</param>
    /// <param name="configure">Says more: the database's number, time-outs.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="InvalidOperationException">Another store was chosen already.</exception>
    public static SecondLevelCacheOptionsBuilder UseRedisFromServices(
        this SecondLevelCacheOptionsBuilder builder,
        object? serviceKey = null,
        Action<RedisCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseStore(new RedisStoreChoice(new ServiceSource(serviceKey), SettingsOf(configure)));
    }

    private static RedisSettings SettingsOf(Action<RedisCacheOptionsBuilder>? configure)
    {
        var options = new RedisCacheOptionsBuilder();
        configure?.Invoke(options);
        return options.Settings;
    }
}
