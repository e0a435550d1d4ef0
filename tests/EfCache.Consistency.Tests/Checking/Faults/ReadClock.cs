namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>Time by the number of reads: on a slow machine nothing comes earlier. It runs from <see cref="Start"/> to <see cref="Stop"/>.</summary>
internal sealed class ReadClock
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, int> _waiting = new();
    private volatile int _now;
    private volatile int _nearest = int.MaxValue;
    private bool _runs;

    /// <summary>Somebody begins to read.</summary>
    /// <param name="number">How many reads that makes.</param>
    public void Tick(int number)
    {
        _now = number;
        if (number >= _nearest)
        {
            Release(number);
        }
    }

    public void Start()
    {
        lock (_lock)
        {
            _runs = true;
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _runs = false;
        }

        Release(int.MaxValue);
    }

    /// <summary>Waits until so many more reads have begun; not at all when it does not run.</summary>
    public Task AfterAsync(int reads)
    {
        lock (_lock)
        {
            if (!_runs)
            {
                return Task.CompletedTask;
            }

            var until = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(until, _now + reads);
            _nearest = Math.Min(_nearest, _now + reads);
            return until.Task;
        }
    }

    private void Release(int number)
    {
        lock (_lock)
        {
            while (_waiting.TryPeek(out var until, out var at) && at <= number)
            {
                _waiting.Dequeue();
                until.SetResult();
            }

            _nearest = _waiting.TryPeek(out _, out var next) ? next : int.MaxValue;
        }
    }
}
