using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EfCache.InProcess;
using EfCache.Settings;
using EfCache.Storage;
using EfCache.Storage.Remote;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Redis;

/// <summary>Redis, as chosen in the options.</summary>
internal sealed class RedisStoreChoice(RedisSource source, RedisSettings chosen) : StoreChoice
{
    // Stores live as long as their connections.
    private static readonly ConditionalWeakTable<
        RedisConnection,
        ConcurrentDictionary<(string Prefix, RedisSettings Settings), RedisCacheStore>
    > Stores = [];

    public override string Option => "UseRedis";

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options)
    {
        var connection = source.Open(options, chosen.LookupTimeout);
        var store = Stores
            .GetOrCreateValue(connection)
            .GetOrAdd(
                (settings.KeyPrefix, chosen),
                static (key, of) =>
                    new RedisCacheStore(
                        of.connection,
                        key.Prefix,
                        key.Settings.Database,
                        of.failure,
                        RemoteStoreOptions.Default with
                        {
                            LookupTimeout = key.Settings.LookupTimeout,
                            StampedeWait = key.Settings.StampedeWait,
                        },
                        key.Settings.NearCacheSize is { } size
                            ? new NearCache("redis-near", size, TimeProvider.System)
                            : null
                    ),
                (connection, failure: settings.InvalidationFailure)
            );
        return store.Failure == settings.InvalidationFailure
            ? store
            : throw new InvalidOperationException(
                $"OnInvalidationFailure({settings.InvalidationFailure}) contradicts OnInvalidationFailure({store.Failure}) of another "
                    + $"context with the same Redis and the same key prefix '{settings.KeyPrefix}'. What one leaves out the other would "
                    + "rely on: choose the same for both, or separate them with WithKeyPrefix(...)."
            );
    }

    public override bool Equals(object? obj) =>
        obj is RedisStoreChoice other && other.Source == Source && other.Chosen == Chosen;

    public override int GetHashCode() => HashCode.Combine(source, chosen);

    private RedisSource Source => source;

    private RedisSettings Chosen => chosen;
}
