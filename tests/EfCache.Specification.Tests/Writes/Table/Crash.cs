namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>The writer stops at a moment, for as long as the test looks at what it left behind.</summary>
public sealed class Crash(MomentKind at, bool commitsFirst) : WriteScript
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasCrashed;

    public Task Reached => _reached.Task;

    /// <summary>Lets the writer unwind, so that nothing of it is left for the next test.</summary>
    public void Release() => _released.TrySetResult();

    public override void At(Moment moment)
    {
        if (!IsHere(moment))
        {
            return;
        }

        if (commitsFirst)
        {
            moment.Transaction?.Commit();
        }

        _reached.TrySetResult();
        _released.Task.Wait();
        Die(moment);
    }

    public override async Task AtAsync(Moment moment)
    {
        if (!IsHere(moment))
        {
            return;
        }

        if (commitsFirst && moment.Transaction is { } transaction)
        {
            await transaction.CommitAsync();
        }

        _reached.TrySetResult();
        await _released.Task;
        Die(moment);
    }

    private bool IsHere(Moment moment)
    {
        var isHere = moment.Kind == at && !_hasCrashed;
        _hasCrashed |= isHere;
        return isHere;
    }

    private static void Die(Moment moment)
    {
        // Whoever ends a scope does not expect its listeners to throw.
        if (moment.Kind != MomentKind.ScopeEnded)
        {
            throw new OperationCanceledException("The writer was only let go of after the test.");
        }
    }
}
