using EfCache.InProcess;
using EfCache.Redis;
using EfCache.Storage.Remote;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>The store as three processes have it, each configured in another way that users can choose.</summary>
internal static class RedisInstances
{
    public const int Count = 3;

    private const long NearCacheSize = 64 << 20;

    private static readonly TimeSpan StampedeWait = TimeSpan.FromMilliseconds(100);

    /// <summary>One without copies of its own, one with, and one that waits for what another process reads.</summary>
    public static RedisCacheStore[] Create(
        IReadOnlyList<RedisConnection> connections,
        InvalidationFailure failure,
        RemoteStoreOptions options
    ) =>
        [
            Create(connections[0], failure, options),
            Create(connections[1], failure, options, new NearCache("near", NearCacheSize, options.TimeProvider)),
            Create(connections[2], failure, options with { StampedeWait = StampedeWait }),
        ];

    private static RedisCacheStore Create(
        RedisConnection connection,
        InvalidationFailure failure,
        RemoteStoreOptions options,
        NearCache? near = null
    ) => new(connection, "check", database: -1, failure, options, near);
}
