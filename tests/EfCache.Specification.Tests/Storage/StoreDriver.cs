using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

/// <summary>Runs a store's steps by its sync or its async methods, so that each test says both.</summary>
internal sealed class StoreDriver(CacheStore store, bool async)
{
    public async Task<CacheLookup> Lookup(CacheRequest request) =>
        async ? await store.LookupAsync(request, CancellationToken.None) : store.Lookup(request);

    /// <summary>What a reader does before its database read: a lookup, and a ticket after the miss.</summary>
    public async Task<Ticket> Miss(CacheRequest request)
    {
        var lookup = await Lookup(request);
        Assert.Null(lookup.Result);
        return await TakeTicket(request, lookup);
    }

    /// <summary>A ticket though there may be an entry: a refresh takes one too.</summary>
    public async Task<Ticket> TakeTicket(CacheRequest request, CacheLookup lookup) =>
        async
            ? await store.TakeTicketAsync(request, lookup, CancellationToken.None)
            : store.TakeTicket(request, lookup);

    public async Task Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime)
    {
        if (async)
        {
            await store.FillAsync(ticket, result, lifetime, CancellationToken.None);
        }
        else
        {
            store.Fill(ticket, result, lifetime);
        }
    }

    public async Task Mark(WriterId writer, TimeSpan lease, params Tag[] tags)
    {
        if (async)
        {
            await store.MarkAsync(writer, tags, lease, CancellationToken.None);
        }
        else
        {
            store.Mark(writer, tags, lease);
        }
    }

    public async Task Bump(WriterId writer, params Tag[] tags)
    {
        if (async)
        {
            await store.BumpAsync(writer, tags);
        }
        else
        {
            store.Bump(writer, tags);
        }
    }
}
