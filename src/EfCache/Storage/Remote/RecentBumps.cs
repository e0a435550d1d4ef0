namespace EfCache.Storage.Remote;

/// <summary>
/// What this process bumped not long ago, to be said again when a server has a new run: it may have lost them (rule 9).
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="span">For how long a bump is recent.</param>
/// <param name="limit">How many tags are remembered: the latest.</param>
internal sealed class RecentBumps(TimeProvider timeProvider, TimeSpan span, int limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<(Tag Tag, long At)> _bumps = new();

    public void Note(IReadOnlyCollection<Tag> tags)
    {
        lock (_lock)
        {
            var now = timeProvider.GetTimestamp();
            foreach (var tag in tags)
            {
                _bumps.Enqueue((tag, now));
            }

            DropOld();
        }
    }

    public IReadOnlyCollection<Tag> ToSayAgain()
    {
        lock (_lock)
        {
            DropOld();
            return _bumps.Select(bump => bump.Tag).ToHashSet();
        }
    }

    private void DropOld()
    {
        while (
            _bumps.TryPeek(out var oldest) && (_bumps.Count > limit || timeProvider.GetElapsedTime(oldest.At) > span)
        )
        {
            _bumps.Dequeue();
        }
    }
}
