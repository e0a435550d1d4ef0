namespace EfCache.Storage;

/// <summary>One read of the database, and the readers that wait for it (rule 11).</summary>
/// <remarks>
/// The leader calls exactly one of <see cref="Land"/>, <see cref="Release"/> and <see cref="Fail"/>; a follower calls
/// <see cref="Wait"/> or <see cref="WaitAsync"/> once. The lock is this flight's own, and nothing of a reader's runs in it.
/// </remarks>
internal sealed class Flight
{
    private readonly Flights _flights;
    private readonly byte[] _key;
    private readonly Ticket _ticket;
    private readonly Lock _lock = new();
    private readonly LinkedList<FlightWaiter> _waiters = [];
    private int _boarding;
    private bool _hasLeader = true;
    private FlightOutcome? _ended;

    public Flight(Flights flights, byte[] key, Ticket ticket)
    {
        _flights = flights;
        _key = key;
        _ticket = ticket;
    }

    /// <summary>For how many followers it flies: those that wait, and those about to.</summary>
    public int Followers
    {
        get
        {
            lock (_lock)
            {
                return _boarding + _waiters.Count;
            }
        }
    }

    /// <summary>
    /// Whether the leader's read may answer a reader with this ticket. The stamps say so also after the leader's ticket
    /// was disposed, and also when the read is already over: no write to these tags began in between.
    /// </summary>
    public bool CanCarry(Ticket ticket) => _ticket.HasSameStamps(ticket);

    /// <returns>False when the flight has ended, and so has left the dictionary.</returns>
    public bool TryBoard()
    {
        lock (_lock)
        {
            if (_ended is not null)
            {
                return false;
            }

            _boarding++;
            return true;
        }
    }

    /// <summary>The leader has the result: its followers get it.</summary>
    public void Land(CachedResult result)
    {
        // Before it leaves the dictionary: who does not find it there finds it counted.
        _flights.NoteLanding(_key);
        End(FlightOutcome.Landed(result));
    }

    /// <summary>The leader has nothing to share (it may not fill, or exceeds a cap): all go on at once, each by itself.</summary>
    public void Release() => End(FlightOutcome.GoAlone);

    /// <summary>The leader's read failed or was cancelled: one follower takes over, for the others to wait for.</summary>
    public void Fail()
    {
        lock (_lock)
        {
            ThrowIfEnded();
            while (_waiters.First is { } first)
            {
                _waiters.RemoveFirst();
                if (first.Value.TryRelease(FlightOutcome.TakeOver))
                {
                    return;
                }
            }

            if (_boarding > 0)
            {
                // Whoever is aboard and has yet to wait finds the seat empty.
                _hasLeader = false;
                return;
            }
        }

        End(FlightOutcome.GoAlone);
    }

    /// <summary>Blocks until the flight ends or the time is over, which is <see cref="FlightEnd.GoAlone"/>.</summary>
    /// <exception cref="OperationCanceledException">This follower, and no other, was cancelled.</exception>
    public FlightOutcome Wait(TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var waiter = new BlockingFlightWaiter();
        if (TryAnswer(waiter) is { } outcome)
        {
            return outcome;
        }

        try
        {
            using var timer = timeProvider.CreateTimer(OnTimeout, waiter, timeout, Timeout.InfiniteTimeSpan);
            using var registration = cancellationToken.UnsafeRegister(OnCancellation, waiter);
            return waiter.Block(cancellationToken);
        }
        finally
        {
            Leave(waiter);
        }
    }

    /// <inheritdoc cref="Wait"/>
    public async ValueTask<FlightOutcome> WaitAsync(
        TimeSpan timeout,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var waiter = new AsyncFlightWaiter();
        if (TryAnswer(waiter) is { } outcome)
        {
            return outcome;
        }

        try
        {
            await using var timer = timeProvider
                .CreateTimer(OnTimeout, waiter, timeout, Timeout.InfiniteTimeSpan)
                .ConfigureAwait(false);
            await using var registration = cancellationToken
                .UnsafeRegister(OnCancellation, waiter)
                .ConfigureAwait(false);
            return await waiter.Outcome.ConfigureAwait(false);
        }
        finally
        {
            Leave(waiter);
        }
    }

    private static void OnTimeout(object? waiter) => ((FlightWaiter)waiter!).TryRelease(FlightOutcome.GoAlone);

    private static void OnCancellation(object? waiter, CancellationToken cancellationToken) =>
        ((FlightWaiter)waiter!).TryCancel(cancellationToken);

    private FlightOutcome? TryAnswer(FlightWaiter waiter)
    {
        lock (_lock)
        {
            _boarding--;
            if (_ended is null && _hasLeader)
            {
                _waiters.AddLast(waiter);
                return null;
            }

            if (_ended is not null)
            {
                return _ended;
            }

            _hasLeader = true;
            return FlightOutcome.TakeOver;
        }
    }

    private void Leave(FlightWaiter waiter)
    {
        lock (_lock)
        {
            _waiters.Remove(waiter);
        }
    }

    private void End(FlightOutcome outcome)
    {
        // First out of the dictionary: whoever comes from now on starts anew and never joins what is over.
        _flights.Remove(_key, this);
        lock (_lock)
        {
            ThrowIfEnded();
            _ended = outcome;
            foreach (var waiter in _waiters)
            {
                waiter.TryRelease(outcome);
            }

            _waiters.Clear();
        }
    }

    private void ThrowIfEnded()
    {
        if (_ended is not null)
        {
            throw new InvalidOperationException("The flight has ended already; a leader ends it once.");
        }
    }
}
