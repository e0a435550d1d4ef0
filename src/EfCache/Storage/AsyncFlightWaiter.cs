namespace EfCache.Storage;

/// <summary>A follower that awaits. The leader never runs its followers' continuations on its own thread.</summary>
internal sealed class AsyncFlightWaiter : FlightWaiter
{
    private readonly TaskCompletionSource<FlightOutcome> _outcome = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Task<FlightOutcome> Outcome => _outcome.Task;

    public override bool TryRelease(FlightOutcome outcome) => _outcome.TrySetResult(outcome);

    public override bool TryCancel(CancellationToken cancellationToken) => _outcome.TrySetCanceled(cancellationToken);
}
