namespace EfCache.Storage;

/// <summary>
/// What every store keeps: entries, and cells of tags, by the consistency protocol's rules. Methods are the protocol's
/// steps, each atomic for one cell, none across cells.
/// </summary>
/// <remarks>
/// Sync callers use the sync methods and async callers the others: a store that needs no I/O completes at once in both,
/// one that does never blocks in the second.
/// <para>At run time a store does not throw for its own faults on the read side: an entry that it cannot reach is a
/// miss, a fill that fails is lost.</para>
/// </remarks>
internal abstract class CacheStore
{
    /// <summary>A short name of the kind of store, for metrics, logs and explanations: <c>in-process</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether a lookup costs next to nothing. Then whoever is about to read the database looks once more: another's read may
    /// have ended between its own lookup and its joining.
    /// </summary>
    public virtual bool IsLookupCheap => false;

    /// <summary>The clock by which this process judges how much is left of the leases that it took.</summary>
    public virtual TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>What has happened to the store since somebody asked; null nearly always.</summary>
    public virtual StoreNews? TakeNews() => null;

    /// <summary>The reads of the database that are under way for this store's entries, for concurrent misses to share.</summary>
    public Flights Flights { get; } = new();

    /// <summary>Rule 1: a hit only when every tag's cell is a stamp and equals the one that the entry was stored with.</summary>
    public abstract CacheLookup Lookup(CacheRequest request);

    /// <inheritdoc cref="Lookup"/>
    public abstract ValueTask<CacheLookup> LookupAsync(CacheRequest request, CancellationToken cancellationToken);

    /// <summary>Rule 2: completes the stamps after a miss, before the database is read.</summary>
    public abstract Ticket TakeTicket(CacheRequest request, CacheLookup lookup);

    /// <inheritdoc cref="TakeTicket"/>
    public abstract ValueTask<Ticket> TakeTicketAsync(
        CacheRequest request,
        CacheLookup lookup,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Waits, for a bounded time, for another process that reads the database for the same query, where the store knows of such.
    /// </summary>
    /// <param name="request">The query.</param>
    /// <param name="ticket">The reader's own, taken already; from here on it may hold a lease in the store until it is disposed.</param>
    /// <returns>What the other has stored; null to go on to the database.</returns>
    public virtual CachedResult? AwaitOthers(CacheRequest request, Ticket ticket) => null;

    /// <inheritdoc cref="AwaitOthers"/>
    public virtual ValueTask<CachedResult?> AwaitOthersAsync(
        CacheRequest request,
        Ticket ticket,
        CancellationToken cancellationToken
    ) => new((CachedResult?)null);

    /// <summary>Rule 3: stores the result with the ticket's stamps, dead if they are no longer current.</summary>
    /// <returns>
    /// Null; or why a result like this can never be stored, for people: it names columns and types, never values.
    /// </returns>
    public abstract string? Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime);

    /// <inheritdoc cref="Fill"/>
    public abstract ValueTask<string?> FillAsync(
        Ticket ticket,
        CachedResult result,
        EntryLifetime lifetime,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Rule 4: adds the writer to every tag's cell. Saying it again renews the lease.
    /// </summary>
    public abstract void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease);

    /// <inheritdoc cref="Mark"/>
    public abstract ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Rule 5: removes the writer, and no other, from every tag's cell; a cell without writers becomes a fresh stamp,
    /// also when the writer was gone already or never there.
    /// </summary>
    public abstract void Bump(WriterId writer, IReadOnlyCollection<Tag> tags);

    /// <inheritdoc cref="Bump"/>
    /// <remarks>Takes no cancellation: a commit that happened has to be said.</remarks>
    public abstract ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags);
}
