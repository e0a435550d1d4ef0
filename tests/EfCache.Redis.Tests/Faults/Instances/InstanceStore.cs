using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>A store that a test made.</summary>
internal sealed class InstanceStore(RedisCacheStore store) : StoreChoice
{
    public override string Option => nameof(InstanceStore);

    private RedisCacheStore Store => store;

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => store;

    public override bool Equals(object? obj) => obj is InstanceStore other && other.Store == Store;

    public override int GetHashCode() => Store.GetHashCode();
}
