namespace EfCache.Storage.Remote;

/// <summary>
/// What goes on in the background while servers do not answer or bumps are kept: a try now and then, until all is well. One at most
/// is under way.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="interval">Between two tries, varied by up to a fifth, so that instances do not come all at once.</param>
/// <param name="tryOnce">One try: whether all is well.</param>
internal sealed class Recovery(
    TimeProvider timeProvider,
    TimeSpan interval,
    Func<CancellationToken, Task<bool>> tryOnce
) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _wanted;

    /// <summary>Sees to it that there will be a try that begins after this call.</summary>
    /// <param name="isUrgent">At once, not after an interval, unless tries are under way already.</param>
    public void Start(bool isUrgent = false)
    {
        if (Interlocked.Increment(ref _wanted) == 1)
        {
            // The query or the write that found out does not wait, nor does anything of its flow come along.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Run(() => RunAsync(isUrgent));
            }
        }
    }

    public void Dispose()
    {
        // Not disposed of: tries may be under way, and it holds nothing without a timer.
        _stop.Cancel();
    }

    private async Task RunAsync(bool isUrgent)
    {
        try
        {
            int wanted;
            bool isWell;
            do
            {
                if (!isUrgent)
                {
                    await Task.Delay(NextInterval(), timeProvider, _stop.Token).ConfigureAwait(false);
                }

                isUrgent = false;
                wanted = Volatile.Read(ref _wanted);
                isWell = await tryOnce(_stop.Token).ConfigureAwait(false);
            } while (!isWell || Interlocked.CompareExchange(ref _wanted, 0, wanted) != wanted);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The store is no more.
        }
    }

    private TimeSpan NextInterval() => interval * (0.8 + (0.4 * Random.Shared.NextDouble()));
}
