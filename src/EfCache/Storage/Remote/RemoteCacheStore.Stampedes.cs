namespace EfCache.Storage.Remote;

/// <summary>
/// One process reads the database for a query, and the others that miss it wait for a while: by a lease in the store that whoever
/// reads holds. It decides nothing but who waits: every hit is judged like any other.
/// </summary>
internal abstract partial class RemoteCacheStore
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    public sealed override CachedResult? AwaitOthers(CacheRequest request, Ticket ticket)
    {
        if (_options.StampedeWait is not { } wait)
        {
            return null;
        }

        var own = (RemoteTicket)ticket;
        var reader = WriterId.Next();
        var started = TimeProvider.GetTimestamp();
        try
        {
            for (var pause = ShortestPause; ; pause = Longer(pause))
            {
                var isLeader = TryLead(own.Sight, reader, wait);
                var filled = Lookup(request).Result;
                if (IsDecided(own, reader, isLeader, filled) || TimeProvider.GetElapsedTime(started) >= wait)
                {
                    return filled;
                }

                Thread.Sleep(pause);
            }
        }
        catch (StoreUnavailableException e)
        {
            Failed("stampede", e);
            return null;
        }
    }

    public sealed override async ValueTask<CachedResult?> AwaitOthersAsync(
        CacheRequest request,
        Ticket ticket,
        CancellationToken cancellationToken
    )
    {
        if (_options.StampedeWait is not { } wait)
        {
            return null;
        }

        var own = (RemoteTicket)ticket;
        var reader = WriterId.Next();
        var started = TimeProvider.GetTimestamp();
        try
        {
            for (var pause = ShortestPause; ; pause = Longer(pause))
            {
                // In one flight: on one server, who gets the lease knows that nobody has filled before.
                var leading = TryLeadAsync(own.Sight, reader, wait, cancellationToken);
                var looking = LookupAsync(request, cancellationToken).AsTask();
                await Task.WhenAll(leading, looking).ConfigureAwait(false);
                var isLeader = await leading.ConfigureAwait(false);
                var filled = (await looking.ConfigureAwait(false)).Result;
                if (IsDecided(own, reader, isLeader, filled) || TimeProvider.GetElapsedTime(started) >= wait)
                {
                    return filled;
                }

                await Task.Delay(pause, TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It may have the lease, or get it yet: others are not to wait for a reader that is gone.
            EndLead(own, reader);
            throw;
        }
        catch (StoreUnavailableException e)
        {
            Failed("stampede", e);
            return null;
        }
    }

    /// <summary>Takes the lease on an entry's being read, unless another reader has it: whether it was taken.</summary>
    protected abstract bool TryLead(Sight sight, WriterId reader, TimeSpan lease);

    /// <inheritdoc cref="TryLead"/>
    protected abstract Task<bool> TryLeadAsync(
        Sight sight,
        WriterId reader,
        TimeSpan lease,
        CancellationToken cancellationToken
    );

    /// <summary>Gives the lease back, if the reader has it still.</summary>
    protected abstract Task EndLeadAsync(Sight sight, WriterId reader);

    private void EndLead(RemoteTicket ticket, WriterId reader) =>
        _ = CompleteAsync("stampede", EndLeadAsync(ticket.Sight, reader), length: 0);

    private static TimeSpan Longer(TimeSpan pause) => pause < LongestPause ? pause * 2 : LongestPause;

    /// <summary>
    /// Whether there is nothing to wait for. A reader that leads holds the lease until its ticket is disposed of, or not at all if it
    /// need not read the database.
    /// </summary>
    private bool IsDecided(RemoteTicket ticket, WriterId reader, bool isLeader, CachedResult? filled)
    {
        if (isLeader && filled is null)
        {
            // The fill, if there is one, is on its way before the lease is given back.
            ticket.WhenDisposed(() => EndLead(ticket, reader));
        }
        else if (isLeader)
        {
            EndLead(ticket, reader);
        }

        return isLeader || filled is not null;
    }
}
