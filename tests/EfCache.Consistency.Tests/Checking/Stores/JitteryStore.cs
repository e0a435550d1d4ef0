using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>
/// Lingers at the protocol's edges, at random, so that others come in between: after a lookup, between the ticket and the
/// database's read, between that and the fill, between mark and commit, and between commit and bump.
/// </summary>
internal sealed class JitteryStore(CacheStore inner) : DelegatingStore(inner)
{
    public override CacheLookup Lookup(CacheRequest request)
    {
        var lookup = base.Lookup(request);
        if (lookup.Result is null)
        {
            Jitter.Linger();
        }

        return lookup;
    }

    public override ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken)
    {
        var lookup = base.LookupAsync(request, cancellationToken);
        return lookup is { IsCompletedSuccessfully: true, Result.Result: not null } ? lookup : LingerAfterAsync(lookup);
    }

    public override Ticket TakeTicket(CacheRequest request, CacheLookup lookup)
    {
        var ticket = base.TakeTicket(request, lookup);
        Jitter.Linger();
        return ticket;
    }

    public override async ValueTask<Ticket> TakeTicketAsync(
        CacheRequest request,
        CacheLookup lookup,
        CancellationToken cancellationToken
    )
    {
        var ticket = await base.TakeTicketAsync(request, lookup, cancellationToken);
        await Jitter.LingerAsync();
        return ticket;
    }

    public override string? Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime)
    {
        Jitter.Linger();
        return base.Fill(ticket, result, lifetime);
    }

    public override async ValueTask<string?> FillAsync(
        Ticket ticket,
        CachedResult result,
        EntryLifetime lifetime,
        CancellationToken cancellationToken
    )
    {
        await Jitter.LingerAsync();
        return await base.FillAsync(ticket, result, lifetime, cancellationToken);
    }

    public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease)
    {
        Jitter.Linger();
        base.Mark(writer, tags, lease);
        Jitter.Linger();
    }

    public override async ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await Jitter.LingerAsync();
        await base.MarkAsync(writer, tags, lease, cancellationToken);
        await Jitter.LingerAsync();
    }

    public override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        Jitter.Linger();
        base.Bump(writer, tags);
        Jitter.Linger();
    }

    public override async ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        await Jitter.LingerAsync();
        await base.BumpAsync(writer, tags);
        await Jitter.LingerAsync();
    }

    private static async ValueTask<CacheLookup> LingerAfterAsync(ValueTask<CacheLookup> pending)
    {
        var lookup = await pending;
        await Jitter.LingerAsync();
        return lookup;
    }
}
