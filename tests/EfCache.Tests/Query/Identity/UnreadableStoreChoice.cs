using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Tests.Query.Identity;

/// <summary>Chooses a store whose entries have lost their columns, as another version's might on a server.</summary>
internal sealed class UnreadableStoreChoice(CacheStore inner) : StoreChoice
{
    private readonly UnreadableStore _store = new(inner);

    public override string Option => nameof(UnreadableStoreChoice);

    public override CacheStore Open() => _store;

    private sealed class UnreadableStore(CacheStore inner) : CacheStore
    {
        public override string Name => inner.Name;

        public override bool IsLookupCheap => true;

        public override CacheLookup Lookup(CacheRequest request)
        {
            var lookup = inner.Lookup(request);
            return lookup.Result is { } result ? CacheLookup.Hit(new CachedResult([], result.RowCount, 1)) : lookup;
        }

        public override ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken) =>
            new(Lookup(request));

        public override Ticket TakeTicket(CacheRequest request, CacheLookup lookup) =>
            inner.TakeTicket(request, lookup);

        public override ValueTask<Ticket> TakeTicketAsync(
            CacheRequest request,
            CacheLookup lookup,
            CancellationToken cancellationToken
        ) => inner.TakeTicketAsync(request, lookup, cancellationToken);

        public override void Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime) =>
            inner.Fill(ticket, result, lifetime);

        public override ValueTask FillAsync(
            Ticket ticket,
            CachedResult result,
            EntryLifetime lifetime,
            CancellationToken cancellationToken
        ) => inner.FillAsync(ticket, result, lifetime, cancellationToken);

        public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
            inner.Mark(writer, tags, lease);

        public override ValueTask MarkAsync(
            WriterId writer,
            IReadOnlyCollection<Tag> tags,
            TimeSpan lease,
            CancellationToken cancellationToken
        ) => inner.MarkAsync(writer, tags, lease, cancellationToken);

        public override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags) => inner.Bump(writer, tags);

        public override ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags) =>
            inner.BumpAsync(writer, tags);
    }
}
