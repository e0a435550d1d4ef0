namespace EfCache.Storage;

/// <summary>
/// One follower's wait. Leader, time-out and cancellation race to end it, and the first wins: leadership is so never
/// handed to a reader that has gone.
/// </summary>
internal abstract class FlightWaiter
{
    /// <returns>False when the wait was over already.</returns>
    public abstract bool TryRelease(FlightOutcome outcome);

    /// <returns>False when the wait was over already.</returns>
    public abstract bool TryCancel(CancellationToken cancellationToken);
}
