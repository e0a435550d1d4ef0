namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>When a read had to begin, so as to be allowed to be stale.</summary>
internal sealed class ToleratedTimes
{
    private readonly Lock _lock = new();
    private readonly List<(long From, long To)> _times = [];

    public void Begin(long moment)
    {
        lock (_lock)
        {
            _times.Add((moment, long.MaxValue));
        }
    }

    public void End(long moment)
    {
        lock (_lock)
        {
            if (_times is [.., (var from, long.MaxValue)])
            {
                _times[^1] = (from, moment);
            }
        }
    }

    public bool Include(long moment)
    {
        lock (_lock)
        {
            return _times.Exists(time => time.From <= moment && moment < time.To);
        }
    }
}
