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
        var hasWaited = false;
        try
        {
            for (var pause = ShortestPause; !TryLead(own.Sight, reader, wait); pause = Longer(pause))
            {
                if (TimeProvider.GetElapsedTime(started) >= wait)
                {
                    return null;
                }

                hasWaited = true;
                Thread.Sleep(pause);
                if (Lookup(request).Result is { } result)
                {
                    return result;
                }
            }
        }
        catch (StoreUnavailableException e)
        {
            Failed("stampede", e);
            return null;
        }

        return Leads(own, reader, hasWaited ? Lookup(request).Result : null);
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
        var hasWaited = false;
        try
        {
            for (
                var pause = ShortestPause;
                !await TryLeadAsync(own.Sight, reader, wait, cancellationToken).ConfigureAwait(false);
                pause = Longer(pause)
            )
            {
                if (TimeProvider.GetElapsedTime(started) >= wait)
                {
                    return null;
                }

                hasWaited = true;
                await Task.Delay(pause, TimeProvider, cancellationToken).ConfigureAwait(false);
                if ((await LookupAsync(request, cancellationToken).ConfigureAwait(false)).Result is { } result)
                {
                    return result;
                }
            }
        }
        catch (StoreUnavailableException e)
        {
            Failed("stampede", e);
            return null;
        }

        // Whoever had the lease may have filled and gone between the last lookup and now.
        var filled = hasWaited ? (await LookupAsync(request, cancellationToken).ConfigureAwait(false)).Result : null;
        return Leads(own, reader, filled);
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

    private static TimeSpan Longer(TimeSpan pause) => pause < LongestPause ? pause * 2 : LongestPause;

    /// <summary>The reader has the lease: until its ticket is disposed of, or not at all if it need not read the database.</summary>
    private CachedResult? Leads(RemoteTicket ticket, WriterId reader, CachedResult? filled)
    {
        // The fill, if there is one, is on its way before the lease is given back.
        void EndLead() => _ = CompleteAsync("stampede", EndLeadAsync(ticket.Sight, reader), length: 0);

        if (filled is null)
        {
            ticket.WhenDisposed(EndLead);
        }
        else
        {
            EndLead();
        }

        return filled;
    }
}
