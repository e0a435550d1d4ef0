using EfCache.Settings;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Tests.Query.Identity;

/// <summary>Chooses a store whose entries have lost their columns, as another version's might on a server.</summary>
internal sealed class UnreadableStoreChoice(CacheStore inner) : StoreChoice
{
    private readonly UnreadableStore _store = new(inner);

    public override string Option => nameof(UnreadableStoreChoice);

    public override CacheStore Open(CacheSettings settings, IDbContextOptions options) => _store;

    private sealed class UnreadableStore(CacheStore inner) : DelegatingStore(inner)
    {
        public override CacheLookup Lookup(CacheRequest request)
        {
            var lookup = base.Lookup(request);
            return lookup.Result is { } result ? CacheLookup.Hit(new CachedResult([], result.RowCount, 1)) : lookup;
        }

        public override ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken) =>
            new(Lookup(request));
    }
}
