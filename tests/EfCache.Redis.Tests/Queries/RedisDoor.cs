using System.Runtime.CompilerServices;
using EfCache.Infrastructure;
using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Queries;
using EfCache.Storage;
using EfCache.Storage.Remote;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Redis.Tests.Queries;

/// <summary>Redis in the place of each test's store: what is replayed has been bytes on a server.</summary>
public sealed class RedisDoor : IDoor
{
    private const int Databases = 4096;

    private static readonly Lazy<RedisServer> Server = new(() =>
        Task.Run(() => RedisServer.StartAsync(new RedisServerOptions { Settings = [$"databases {Databases}"] }))
            .GetAwaiter()
            .GetResult()
    );

    private static readonly Lazy<RedisConnection> Connection = new(() =>
        new RedisConnection(Server.Value.Configuration(), TimeSpan.FromSeconds(5))
    );

    private static readonly ConditionalWeakTable<InProcessStore, RedisCacheStore> Stores = [];
    private static int _last;

    public static bool RunsInterceptors => false;

    public static void Choose(SecondLevelCacheOptionsBuilder cache) { }

    public static void UseStore(SecondLevelCacheOptionsBuilder cache, InProcessStore own)
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        cache.UseStore(new Choice(Stores.GetValue(own, _ => CreateStore())));
    }

    public static int CountEntries(InProcessStore own)
    {
        // What is counted comes after what was sent before on the same connection.
        var store = Stores.GetValue(own, _ => CreateStore());
        var server = Connection.Value.Open(TimeSpan.FromSeconds(5)).GetServers().Single();
        return server.Keys(store.Database, "*:e:*").Count();
    }

    // Each test has a database of its own, and the server ends with the process.
    private static RedisCacheStore CreateStore() =>
        new(
            Connection.Value,
            "t",
            Interlocked.Increment(ref _last) % Databases,
            InvalidationFailure.BestEffort,
            new RemoteStoreOptions { Quarantine = TimeSpan.Zero, LookupTimeout = TimeSpan.FromSeconds(5) }
        );

    private sealed class Choice(CacheStore store) : Settings.StoreChoice
    {
        public override string Option => nameof(RedisDoor);

        public override CacheStore Open(Settings.CacheSettings settings, IDbContextOptions options) => store;

        public override bool Equals(object? obj) => obj is Choice other && other.Store == Store;

        public override int GetHashCode() => Store.GetHashCode();

        private CacheStore Store => store;
    }
}
