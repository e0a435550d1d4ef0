namespace EfCache.Consistency.Tests.Checking;

/// <summary>Lets writers write as often as readers have read, and none while it is closed.</summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _permits = new(0);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private TaskCompletionSource? _drained;
    private int _writing;
    private volatile bool _isOver;

    public void Permit(int count) => _permits.Release(count);

    /// <summary>Nobody writes any more.</summary>
    /// <param name="writers">How many may be waiting.</param>
    public void End(int writers)
    {
        _isOver = true;
        _permits.Release(writers);
    }

    /// <summary>Waits for a permit and for the gate to be open; false at the end.</summary>
    public async Task<bool> TryEnterAsync()
    {
        await _permits.WaitAsync();
        while (!_isOver)
        {
            Task opened;
            lock (_lock)
            {
                if (_opened is null)
                {
                    _writing++;
                    return true;
                }

                opened = _opened.Task;
            }

            await opened;
        }

        return false;
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_writing == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }

    /// <summary>Returns when nobody writes, and nobody will until it is opened again.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _opened = NewSource();
            if (_writing == 0)
            {
                return Task.CompletedTask;
            }

            _drained = NewSource();
            return _drained.Task;
        }
    }

    public void Open()
    {
        lock (_lock)
        {
            _opened?.TrySetResult();
            _opened = null;
            _drained = null;
        }
    }

    public void Dispose() => _permits.Dispose();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
