namespace EfCache.Storage.Remote;

/// <summary>The write side: marks that can't be set, and bumps that can't be delivered (rule 10).</summary>
internal abstract partial class RemoteCacheStore
{
    /// <exception cref="CacheInvalidationException">With <see cref="InvalidationFailure.Strict"/>: it may not be marked.</exception>
    public sealed override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease)
    {
        if (tags.Count == 0)
        {
            return;
        }

        if (!_circuit.AllowsWrites)
        {
            NotMarked("they did not answer before");
            return;
        }

        try
        {
            MarkCells(writer, tags, lease);
            _circuit.SucceedToWrite();
        }
        catch (StoreUnavailableException e)
        {
            Failed("mark", e, isWrite: true);
            NotMarked(e.Message);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CacheInvalidationException">With <see cref="InvalidationFailure.Strict"/>: it may not be marked.</exception>
    public sealed override async ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        if (tags.Count == 0)
        {
            return;
        }

        if (!_circuit.AllowsWrites)
        {
            NotMarked("they did not answer before");
            return;
        }

        try
        {
            await MarkCellsAsync(writer, tags, lease, cancellationToken).ConfigureAwait(false);
            _circuit.SucceedToWrite();
        }
        catch (StoreUnavailableException e)
        {
            Failed("mark", e, isWrite: true);
            NotMarked(e.Message);
        }
    }

    /// <summary>A commit that happened is no error any more: what can't be said now is said later.</summary>
    public sealed override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        _recent.Note(tags);
        if (!_circuit.AllowsWrites)
        {
            Keep(writer, tags);
            return;
        }

        try
        {
            BumpCells(writer, tags);
            _circuit.SucceedToWrite();
        }
        catch (Exception e)
        {
            Failed("bump", Unavailable(e), isWrite: true);
            Keep(writer, tags);
        }
    }

    /// <inheritdoc/>
    public sealed override async ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        _recent.Note(tags);
        if (!_circuit.AllowsWrites)
        {
            Keep(writer, tags);
            return;
        }

        try
        {
            await BumpCellsAsync(writer, tags, CancellationToken.None).ConfigureAwait(false);
            _circuit.SucceedToWrite();
        }
        catch (Exception e)
        {
            Failed("bump", Unavailable(e), isWrite: true);
            Keep(writer, tags);
        }
    }

    /// <summary>Rule 4, in one batch to each server; acknowledged when it returns.</summary>
    protected abstract void MarkCells(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease);

    /// <inheritdoc cref="MarkCells"/>
    protected abstract Task MarkCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    );

    /// <summary>Rule 5, in one batch to each server, each time with stamps that were never sent before.</summary>
    protected abstract void BumpCells(WriterId writer, IReadOnlyCollection<Tag> tags);

    /// <inheritdoc cref="BumpCells"/>
    protected abstract Task BumpCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        CancellationToken cancellationToken
    );

    private void NotMarked(string why)
    {
        if (IsStrict)
        {
            throw new CacheInvalidationException(
                $"The cache's servers ({Name}) could not be told of a write before it is sent: {why}. So it was not sent, nothing was "
                    + "written, and it may be tried again; an invalidation by hand is said again when they answer. With "
                    + "OnInvalidationFailure(InvalidationFailure.BestEffort) writes go through when the servers are away, and others may "
                    + "read older rows for as long as entries live."
            );
        }

        CountError("mark", "not_marked");
    }

    private void Keep(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        _kept.Keep(writer, tags);
        _recovery.Start();
    }

    /// <summary>One try to make all well: servers that answer, and then no bump that is kept.</summary>
    private async Task<bool> RecoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ProbeAsync(cancellationToken).ConfigureAwait(false);
            var isDelivered = true;
            while (isDelivered && !_kept.IsEmpty)
            {
                isDelivered = await DeliverAsync(cancellationToken).ConfigureAwait(false);

                // What is written from here on is said at once, and not kept: else there might never be an end.
                _circuit.SucceedToWrite();
            }

            // Only now does anybody ask, and of nothing that is kept still: no hit comes before a kept bump (rule 10).
            _circuit.Close();
            return isDelivered;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: a recovery that is given up would leave the cache out of use for good.
            Failed("recovery", Unavailable(e));
            return false;
        }
    }

    /// <summary>Says all that is kept now: whether all of it was delivered. One server that is away does not keep the others from it.</summary>
    private async Task<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var isDelivered = true;
        var kept = _kept.Snapshot(out var turn);
        foreach (var (writer, tags) in kept)
        {
            foreach (var chunk in tags.Chunk(MaxTagsInBatch))
            {
                try
                {
                    await BumpCellsAsync(writer, chunk, cancellationToken).ConfigureAwait(false);
                    _kept.Forget(writer, chunk, turn);
                }
                catch (StoreUnavailableException e) when (e.IsPartial)
                {
                    Failed("recovery", e);
                    isDelivered = false;
                }
            }
        }

        return isDelivered;
    }

    /// <summary>A fault that no store knows of is a fault all the same: nothing that was committed fails by it.</summary>
    private static StoreUnavailableException Unavailable(Exception exception) =>
        exception as StoreUnavailableException ?? new($"there was an unexpected {exception.GetType().Name}");
}
