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
    // Stores live as long as their connections. One for each prefix and database: what one keeps to say again, another must not miss.
    private static readonly ConditionalWeakTable<
        RedisConnection,
        ConcurrentDictionary<(string Prefix, int Database), OpenRedisStore>
    > Stores = [];

    public override string Option => "UseRedis";

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options)
    {
        var connection = source.Open(options, chosen.LookupTimeout);
        var open = Stores
            .GetOrCreateValue(connection)
            .GetOrAdd(
                (settings.KeyPrefix, chosen.Database ?? connection.DefaultDatabase),
                static (key, of) =>
                    new OpenRedisStore(
                        CreateStore(of.connection, key.Prefix, key.Database, of.failure, of.chosen),
                        of.failure,
                        of.chosen
                    ),
                (connection, failure: settings.InvalidationFailure, chosen)
            );
        RefuseContradiction(open, settings);
        return open.Store;
    }

    public override bool Equals(object? obj) =>
        obj is RedisStoreChoice other && other.Source == Source && other.Chosen == Chosen;

    public override int GetHashCode() => HashCode.Combine(source, chosen);

    private static RedisCacheStore CreateStore(
        RedisConnection connection,
        string keyPrefix,
        int database,
        InvalidationFailure failure,
        RedisSettings chosen
    ) =>
        new(
            connection,
            keyPrefix,
            database,
            failure,
            RemoteStoreOptions.Default with
            {
                LookupTimeout = chosen.LookupTimeout,
                StampedeWait = chosen.StampedeWait,
            },
            chosen.NearCacheSize is { } size ? new NearCache("redis-near", size, TimeProvider.System) : null
        );

    private void RefuseContradiction(OpenRedisStore open, CacheSettings settings)
    {
        if (open.Failure != settings.InvalidationFailure)
        {
            throw new InvalidOperationException(
                $"OnInvalidationFailure({settings.InvalidationFailure}) contradicts OnInvalidationFailure({open.Failure}) of another "
                    + $"context with the same Redis and the same key prefix '{settings.KeyPrefix}'. What one leaves out the other would "
                    + "rely on: choose the same for both, or separate them with WithKeyPrefix(...)."
            );
        }

        // The database is what they were found by, whichever way it was said.
        if (open.Settings with { Database = chosen.Database } != chosen)
        {
            throw new InvalidOperationException(
                "UseRedis: another context with the same Redis and the same key prefix "
                    + $"'{settings.KeyPrefix}' has other options (WithLookupTimeout, WithNearCache, WithStampedeProtection), and they share "
                    + "one store. Choose the same for both, or separate them with WithKeyPrefix(...)."
            );
        }
    }

    private RedisSource Source => source;

    private RedisSettings Chosen => chosen;
}
