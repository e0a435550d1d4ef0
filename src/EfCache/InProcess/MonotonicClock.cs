namespace EfCache.InProcess;

/// <summary>The store's clock: a timestamp that never goes back, and costs less to read than the time of day.</summary>
internal sealed class MonotonicClock(TimeProvider timeProvider)
{
    private readonly double _unitsPerTick = timeProvider.TimestampFrequency / (double)TimeSpan.TicksPerSecond;

    public long Now => timeProvider.GetTimestamp();

    /// <summary>The span in the clock's units; a span that is too long to count lasts for ever.</summary>
    public long Units(TimeSpan span) => (long)Math.Min(span.Ticks * _unitsPerTick, long.MaxValue / 2);

    public long After(long now, TimeSpan span) => now > long.MaxValue / 2 ? long.MaxValue : now + Units(span);
}
