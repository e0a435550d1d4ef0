namespace EfCache.Storage.Remote;

/// <summary>
/// Leaves servers alone that do not answer, so that nobody waits for them: after some failures in a row nobody asks any more,
/// until a probe in the background had an answer. No query is ever the probe.
/// </summary>
/// <remarks>While it is closed and nothing fails it takes no lock.</remarks>
internal sealed class Circuit(int threshold)
{
    private readonly Lock _lock = new();
    private volatile bool _isOpen;
    private volatile int _failures;
    private volatile int _failedWrites;
    private volatile StoreNews? _news;

    public bool IsClosed => !_isOpen;

    /// <summary>
    /// Whether marks and bumps are still sent: until they failed themselves. Lookups fail when they are slow, as in a process that is
    /// short of CPU; others, whose lookups are not, would go on to read what a write did not mark.
    /// </summary>
    public bool AllowsWrites => IsClosed || _failedWrites < threshold;

    /// <summary>The servers answered, if only by an error that says nothing of them.</summary>
    public void Succeed()
    {
        if (_failures != 0)
        {
            _failures = 0;
        }
    }

    /// <inheritdoc cref="Succeed"/>
    public void SucceedToWrite()
    {
        Succeed();
        if (_failedWrites != 0)
        {
            _failedWrites = 0;
        }
    }

    /// <summary>The servers did not answer, or there is no connection to them.</summary>
    /// <param name="why">For people.</param>
    /// <param name="isWrite">Whether it was a mark or a bump.</param>
    /// <returns>Whether that opened it: then whoever asked sees to it that it is probed.</returns>
    public bool Fail(string why, bool isWrite)
    {
        lock (_lock)
        {
            _failures++;
            _failedWrites += isWrite ? 1 : 0;
            if (_isOpen || _failures < threshold)
            {
                return false;
            }

            _isOpen = true;
            NoteNews(new StoreNews(IsAvailable: false, why));
            return true;
        }
    }

    /// <summary>A probe had an answer, and all that had to be said before anybody asks was said.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _failures = 0;
            _failedWrites = 0;
            if (_isOpen)
            {
                _isOpen = false;
                NoteNews(new StoreNews(IsAvailable: true, "it answers again"));
            }
        }
    }

    /// <summary>The last change of state, to the first who asks.</summary>
    public StoreNews? TakeNews()
    {
        if (_news is null)
        {
            return null;
        }

        lock (_lock)
        {
            var news = _news;
            _news = null;
            return news;
        }
    }

    /// <summary>A change that nobody was told of and that is undone is none: messages come in pairs.</summary>
    private void NoteNews(StoreNews news) => _news = _news is null ? news : null;
}
