using EfCache.Diagnostics;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Storage.Remote;

/// <summary>
/// What stores on servers have in common: they differ in how entries and cells are read and written. A server that fails is a miss
/// for who reads; what it means for who writes the user chose.
/// </summary>
/// <remarks>
/// What the abstract methods do may fail with <see cref="StoreUnavailableException"/>, and with nothing else. Each comes in a sync and
/// an async form; the two do the same.
/// </remarks>
internal abstract partial class RemoteCacheStore : CacheStore, IObservedServers, IDisposable
{
    // A batch of more would keep a server from answering anybody else for milliseconds.
    private protected const int MaxTagsInBatch = 1000;

    private static readonly string[] OutcomeNames = SnakeCase.NamesOf<PayloadOutcome>();

    private readonly RemoteStoreOptions _options;
    private readonly InvalidationFailure _failure;
    private readonly INearCache? _near;
    private readonly Circuit _circuit;
    private readonly KeptBumps _kept;
    private readonly RecentBumps _recent;
    private readonly Recovery _recovery;
    private long _bytesUnderWay;
    private int _operationsUnderWay;
    private long _errors;

    protected RemoteCacheStore(RemoteStoreOptions options, InvalidationFailure failure, INearCache? near)
    {
        _options = options;
        _failure = failure;
        _near = near;
        _circuit = new Circuit(options.CircuitThreshold);
        _kept = new KeptBumps(options.MaxKeptBumps);
        _recent = new RecentBumps(options.TimeProvider, options.Quarantine, options.MaxKeptBumps);
        _recovery = new Recovery(options.TimeProvider, options.RecoveryInterval, RecoverAsync);
        CacheMetrics.Observe(this);
    }

    public sealed override TimeProvider TimeProvider => _options.TimeProvider;

    public bool IsAvailable => _circuit.IsClosed;

    public int KeptBumps => _kept.Count;

    public InvalidationFailure Failure => _failure;

    /// <summary>How often a server did not do what it was asked.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>How much was sent that nobody waits for, and is not answered.</summary>
    public int OperationsUnderWay => Volatile.Read(ref _operationsUnderWay);

    protected bool IsStrict => _failure == InvalidationFailure.Strict;

    public sealed override StoreNews? TakeNews() => _circuit.TakeNews();

    public sealed override CacheLookup Lookup(CacheRequest request)
    {
        if (!MayAsk(request))
        {
            return CacheLookup.Miss(MissReason.Unavailable);
        }

        var sight = new Sight(request, isKept: _near is not null);
        try
        {
            if (_near?.Find(request.Key) is { } copy)
            {
                Read(sight, withEntry: false);
                if (IsHit(copy, sight))
                {
                    return CacheLookup.Hit(copy.Result);
                }
            }

            Read(sight, withEntry: true);
        }
        catch (StoreUnavailableException e)
        {
            return Failed(e);
        }

        _circuit.Succeed();
        return Judge(request, sight);
    }

    public sealed override async ValueTask<CacheLookup> LookupAsync(
        CacheRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!MayAsk(request))
        {
            return CacheLookup.Miss(MissReason.Unavailable);
        }

        var sight = new Sight(request, isKept: _near is not null);
        try
        {
            if (_near?.Find(request.Key) is { } copy)
            {
                await ReadAsync(sight, withEntry: false, cancellationToken).ConfigureAwait(false);
                if (IsHit(copy, sight))
                {
                    return CacheLookup.Hit(copy.Result);
                }
            }

            await ReadAsync(sight, withEntry: true, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            return Failed(e);
        }

        _circuit.Succeed();
        return Judge(request, sight);
    }

    public sealed override Ticket TakeTicket(CacheRequest request, CacheLookup lookup)
    {
        if (lookup.Reason == MissReason.Unavailable || !MayAsk(request))
        {
            return RemoteTicket.Blocked;
        }

        var sight = lookup.Seen as Sight ?? new Sight(request, isKept: _near is not null);
        if (!sight.HasAllStamps)
        {
            try
            {
                Settle(sight);
            }
            catch (StoreUnavailableException e)
            {
                Failed("ticket", e);
                return RemoteTicket.Blocked;
            }
        }

        return RemoteTicket.Of(sight);
    }

    public sealed override async ValueTask<Ticket> TakeTicketAsync(
        CacheRequest request,
        CacheLookup lookup,
        CancellationToken cancellationToken
    )
    {
        if (lookup.Reason == MissReason.Unavailable || !MayAsk(request))
        {
            return RemoteTicket.Blocked;
        }

        var sight = lookup.Seen as Sight ?? new Sight(request, isKept: _near is not null);
        if (!sight.HasAllStamps)
        {
            try
            {
                await SettleAsync(sight, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreUnavailableException e)
            {
                Failed("ticket", e);
                return RemoteTicket.Blocked;
            }
        }

        return RemoteTicket.Of(sight);
    }

    /// <summary>Sends the entry, and does not wait: nobody's answer depends on it.</summary>
    public sealed override string? Fill(Ticket ticket, CachedResult result, EntryLifetime lifetime)
    {
        var own = (RemoteTicket)ticket;
        if (!own.CanFill || !_circuit.IsClosed || _kept.Covers(own.Sight.Tags))
        {
            return null;
        }

        var life = Within(lifetime);
        if (Encode(own, result, life, out var payload) is { } whyNot)
        {
            return whyNot;
        }

        if (Interlocked.Add(ref _bytesUnderWay, payload.Length) > _options.MaxBytesUnderWay)
        {
            Interlocked.Add(ref _bytesUnderWay, -payload.Length);
            CountError("fill", "too_much_under_way");
            return null;
        }

        if (_near is not null && life.Sliding is null)
        {
            _near.Set(own.Sight.Key!, own.Copy(result), life.Absolute);
        }

        _ = CompleteAsync("fill", SendAsync(own.Sight, payload, life), payload.Length);
        return null;
    }

    public sealed override ValueTask<string?> FillAsync(
        Ticket ticket,
        CachedResult result,
        EntryLifetime lifetime,
        CancellationToken cancellationToken
    ) => new(Fill(ticket, result, lifetime));

    public virtual void Dispose()
    {
        _recovery.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One round trip, to each server at once: the entry, if it is wanted, and the cells of all tags.</summary>
    protected abstract void Read(Sight sight, bool withEntry);

    /// <inheritdoc cref="Read"/>
    protected abstract Task ReadAsync(Sight sight, bool withEntry, CancellationToken cancellationToken);

    /// <summary>Rule 2: gives cells that hold none a stamp, by what the server finds in them, and reads all cells.</summary>
    protected abstract void Settle(Sight sight);

    /// <inheritdoc cref="Settle"/>
    protected abstract Task SettleAsync(Sight sight, CancellationToken cancellationToken);

    /// <summary>Rule 3: a plain set. It is on its way, in the order of what was sent before, when the method returns.</summary>
    protected abstract Task SendAsync(Sight sight, ReadOnlyMemory<byte> payload, EntryLifetime lifetime);

    /// <summary>Prolongs an entry that expires when it is not hit, at most once a quarter of the window.</summary>
    protected abstract Task TouchAsync(Sight sight, TimeSpan window);

    /// <summary>Whether the servers can be asked: one round trip to each. It reports new runs (<see cref="OnNewRun"/>).</summary>
    protected abstract Task ProbeAsync(CancellationToken cancellationToken);

    /// <summary>A server has another run than before, as it turned out: it may have lost what was said to the last.</summary>
    protected void OnNewRun()
    {
        if (_recent.ToSayAgain() is { Count: > 0 } tags)
        {
            _kept.Keep(WriterId.Next(), tags);
            _recovery.Start(isUrgent: true);
        }
    }

    private bool IsHit(NearEntry copy, Sight sight)
    {
        _circuit.Succeed();
        if (!copy.IsCurrent(sight))
        {
            // Another instance may have filled it anew.
            _near!.Remove(copy);
            return false;
        }

        if (CacheMetrics.NearHits.Enabled)
        {
            CacheMetrics.NearHits.Add(1, new KeyValuePair<string, object?>("store", Name));
        }

        return true;
    }

    private CacheLookup Judge(CacheRequest request, Sight sight)
    {
        var lookup = sight.Judge(request, _options.Limits, out var outcome);
        if (outcome != PayloadOutcome.Ok && CacheMetrics.Rejections.Enabled)
        {
            CacheMetrics.Rejections.Add(1, new("store", Name), new("reason", OutcomeNames[(int)outcome]));
        }

        if (lookup.Result is { } result)
        {
            if (sight is { Sliding: { } window, ExpiresAt.IsEmpty: false })
            {
                // No copy of it is kept: it would have to be prolonged all the same.
                _ = CompleteAsync("touch", TouchAsync(sight, window), length: 0);
            }
            else
            {
                _near?.Set(sight.Key!, sight.Copy(result), sight.LifeOfCopy(TimeProvider.GetUtcNow()));
            }
        }

        return lookup;
    }

    /// <summary>Rule 10: what was written here and could not be said is read from the database.</summary>
    private bool MayAsk(CacheRequest request) => _circuit.IsClosed && (_kept.IsEmpty || !_kept.Covers(request.Tags));

    private CacheLookup Failed(StoreUnavailableException e)
    {
        Failed("lookup", e);
        return CacheLookup.Miss(MissReason.Unavailable);
    }

    private void Failed(string operation, StoreUnavailableException e, bool isWrite = false)
    {
        if (e.IsPartial)
        {
            CountError(operation, "partial");
            return;
        }

        CountError(operation, "unavailable");
        if (_circuit.Fail(e.Message, isWrite))
        {
            _recovery.Start();
        }
    }

    private void CountError(string operation, string reason)
    {
        Interlocked.Increment(ref _errors);
        if (CacheMetrics.StoreErrors.Enabled)
        {
            CacheMetrics.StoreErrors.Add(1, new("store", Name), new("operation", operation), new("reason", reason));
        }
    }

    private EntryLifetime Within(EntryLifetime lifetime)
    {
        var absolute = lifetime.Absolute <= _options.LongestLife ? lifetime.Absolute : _options.LongestLife;
        return new EntryLifetime(absolute, lifetime.Sliding < absolute ? lifetime.Sliding : null);
    }

    private string? Encode(RemoteTicket ticket, CachedResult result, EntryLifetime lifetime, out byte[] payload)
    {
        var envelope = new EntryEnvelope(
            ticket.Sight.KeyDigest,
            TimeProvider.GetUtcNow().ToUnixTimeMilliseconds(),
            lifetime,
            ticket.Versions()
        );
        using var buffer = new PooledBuffer();
        if (!EntryPayloadEncoder.TryEncode(envelope, result, _options.Limits, buffer, out var whyNot))
        {
            payload = [];
            return whyNot;
        }

        payload = buffer.WrittenSpan.ToArray();
        return null;
    }

    /// <summary>Sees to what nobody waits for.</summary>
    private async Task CompleteAsync(string operation, Task task, int length)
    {
        Interlocked.Increment(ref _operationsUnderWay);
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            Failed(operation, e);
        }
        finally
        {
            Interlocked.Add(ref _bytesUnderWay, -length);
            Interlocked.Decrement(ref _operationsUnderWay);
        }
    }
}
