using EfCache.Redis;

namespace EfCache.Infrastructure;

/// <summary>What is particular to a cache in Redis. Each option is checked where it is written.</summary>
public sealed class RedisCacheOptionsBuilder
{
    internal RedisCacheOptionsBuilder() { }

    internal RedisSettings Settings { get; private set; } = RedisSettings.Default;

    /// <summary>Keeps everything in one of the server's numbered databases.</summary>
    /// <param name="number">0 or more; the connection's own by default, which is 0 unless it says otherwise. A cluster has only 0.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    public RedisCacheOptionsBuilder WithDatabase(int number)
    {
        if (number < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(number),
                number,
                "WithDatabase: databases are numbered from 0."
            );
        }

        Settings = Settings with { Database = number };
        return this;
    }

    /// <summary>How long a query waits for the cache before it goes to the database.</summary>
    /// <param name="timeout">10 ms to 10 s; 250 ms by default. Sync commands over a connection that was passed in wait as long as that says.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is outside of the range.</exception>
    public RedisCacheOptionsBuilder WithLookupTimeout(TimeSpan timeout)
    {
        if (timeout < TimeSpan.FromMilliseconds(10) || timeout > TimeSpan.FromSeconds(10))
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                timeout,
                "WithLookupTimeout: the time-out is from 10 milliseconds to 10 seconds."
            );
        }

        Settings = Settings with { LookupTimeout = timeout };
        return this;
    }
}
