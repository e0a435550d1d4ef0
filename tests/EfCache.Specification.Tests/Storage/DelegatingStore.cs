using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

/// <summary>A store that does what another does.</summary>
internal abstract class DelegatingStore(CacheStore inner) : CacheStore
{
    public override string Name => inner.Name;

    public override TimeProvider TimeProvider => inner.TimeProvider;

    public override StoreNews? TakeNews() => inner.TakeNews();

    public override bool IsLookupCheap => inner.IsLookupCheap;

    public override CacheLookup Lookup(CacheRequest request) => inner.Lookup(request);

    public override ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken) =>
        inner.LookupAsync(request, cancellationToken);

    public override Ticket TakeTicket(CacheRequest request, CacheLookup lookup) => inner.TakeTicket(request, lookup);

    public override ValueTask<Ticket> TakeTicketAsync(
        CacheRequest request,
        CacheLookup lookup,
        CancellationToken cancellationToken
    ) => inner.TakeTicketAsync(request, lookup, cancellationToken);

    public override CachedResult? AwaitOthers(CacheRequest request, Ticket ticket) =>
        inner.AwaitOthers(request, ticket);

    public override ValueTask<CachedResult?> AwaitOthersAsync(
        CacheRequest request,
        Ticket ticket,
        CancellationToken cancellationToken
    ) => inner.AwaitOthersAsync(request, ticket, cancellationToken);

    public override string? Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime) =>
        inner.Fill(ticket, result, lifetime);

    public override ValueTask<string?> FillAsync(
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
