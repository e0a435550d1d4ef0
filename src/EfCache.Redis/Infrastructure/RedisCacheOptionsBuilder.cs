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

    /// <summary>
    /// Limits the near cache: copies of entries in this process. Each hit still asks the server, in one round trip, whether what the
    /// copy depends on was written, so that it is as fresh as any other; only the rows do not come over the network again and are not
    /// decoded.
    /// </summary>
    /// <param name="sizeLimit">At most this many bytes of copies, estimated from above: at least 1 MiB; 64 MiB by default.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizeLimit"/> is less than 1 MiB.</exception>
    public RedisCacheOptionsBuilder WithNearCache(long sizeLimit)
    {
        if (sizeLimit < 1L << 20)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sizeLimit),
                sizeLimit,
                "WithNearCache: the limit is in bytes, and at least 1 MiB (1048576). For none, use WithoutNearCache()."
            );
        }

        Settings = Settings with { NearCacheSize = sizeLimit };
        return this;
    }

    /// <summary>
    /// Keeps no copies of entries in this process: it saves their memory, and a round trip where a copy turns out to be out of date and
    /// another instance has filled the entry anew.
    /// </summary>
    /// <returns>The same builder, for chaining.</returns>
    public RedisCacheOptionsBuilder WithoutNearCache()
    {
        Settings = Settings with { NearCacheSize = null };
        return this;
    }

    /// <summary>
    /// Lets one process read the database for a query that several miss at once; the others wait for its result. Within one process that
    /// is so always. Off by default: it costs each miss a round trip, and pays where queries are slow and many processes ask for the
    /// same at once.
    /// </summary>
    /// <param name="wait">
    /// For at most how long a miss waits before it reads the database itself: 10 ms to 30 s; 500 ms by default.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is outside of the range.</exception>
    public RedisCacheOptionsBuilder WithStampedeProtection(TimeSpan? wait = null)
    {
        var longest = wait ?? TimeSpan.FromMilliseconds(500);
        if (longest < TimeSpan.FromMilliseconds(10) || longest > TimeSpan.FromSeconds(30))
        {
            throw new ArgumentOutOfRangeException(
                nameof(wait),
                wait,
                "WithStampedeProtection: the wait is from 10 milliseconds to 30 seconds."
            );
        }

        Settings = Settings with { StampedeWait = longest };
        return this;
    }

    /// <summary>
    /// How long each step of a query waits for the cache before it goes on to the database: a hit is one step, a miss up to three.
    /// </summary>
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
