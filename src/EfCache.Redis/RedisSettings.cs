using EfCache.Storage.Remote;

namespace EfCache.Redis;

/// <summary>What the user chose, immutable.</summary>
internal sealed record RedisSettings
{
    public static readonly RedisSettings Default = new();

    /// <summary>Null: the connection's own.</summary>
    public int? Database { get; init; }

    /// <summary>In bytes; null: there is no near cache.</summary>
    public long? NearCacheSize { get; init; } = 64L << 20;

    /// <summary>Null: misses do not wait for other processes.</summary>
    public TimeSpan? StampedeWait { get; init; }

    public TimeSpan LookupTimeout { get; init; } = RemoteStoreOptions.Default.LookupTimeout;
}
