using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Redis.Tests.Wire;

/// <summary>Chooses a store that is there already.</summary>
internal sealed class FixedStoreChoice(CacheStore store) : StoreChoice
{
    public override string Option => nameof(FixedStoreChoice);

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => store;
}
