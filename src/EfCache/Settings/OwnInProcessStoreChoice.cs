using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Settings;

/// <summary>An in-process store that the caller made and owns.</summary>
internal sealed class OwnInProcessStoreChoice(InProcessStore store) : StoreChoice
{
    public override string Option => "UseInProcessStore";

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => store.Store;

    public override bool Equals(object? obj) =>
        obj is OwnInProcessStoreChoice other && ReferenceEquals(other.Owned, store);

    public override int GetHashCode() => store.GetHashCode();

    private InProcessStore Owned => store;
}
