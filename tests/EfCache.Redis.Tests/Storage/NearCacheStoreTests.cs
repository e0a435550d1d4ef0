using EfCache.InProcess;
using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Storage;

/// <summary>The same with copies of entries in this process.</summary>
public sealed class NearCacheStoreTests(RedisServerFixture fixture) : SingleServerSpecification(fixture)
{
    private protected override INearCache CreateNearCache(TimeProvider time) => new NearCache("near", 1 << 20, time);
}
