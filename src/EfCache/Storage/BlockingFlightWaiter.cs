namespace EfCache.Storage;

/// <summary>A follower that blocks its thread, as its synchronous caller asked for.</summary>
internal sealed class BlockingFlightWaiter : FlightWaiter
{
    private readonly object _gate = new();
    private FlightOutcome? _outcome;
    private bool _cancelled;

    /// <exception cref="OperationCanceledException">The wait was cancelled before anything else ended it.</exception>
    public FlightOutcome Block(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            while (_outcome is null && !_cancelled)
            {
                Monitor.Wait(_gate);
            }

            return _outcome ?? throw new OperationCanceledException(cancellationToken);
        }
    }

    public override bool TryRelease(FlightOutcome outcome)
    {
        lock (_gate)
        {
            if (_outcome is not null || _cancelled)
            {
                return false;
            }

            _outcome = outcome;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    public override bool TryCancel(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_outcome is not null || _cancelled)
            {
                return false;
            }

            _cancelled = true;
            Monitor.Pulse(_gate);
            return true;
        }
    }
}
