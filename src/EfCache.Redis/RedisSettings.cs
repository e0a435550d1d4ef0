using EfCache.Storage.Remote;

namespace EfCache.Redis;

/// <summary>What the user chose, immutable.</summary>
internal sealed record RedisSettings
{
    public static readonly RedisSettings Default = new();

    /// <summary>-1: the connection's own.</summary>
    public int Database { get; init; } = -1;

    public TimeSpan LookupTimeout { get; init; } = RemoteStoreOptions.Default.LookupTimeout;
}
