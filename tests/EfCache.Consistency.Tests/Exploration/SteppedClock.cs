namespace EfCache.Consistency.Tests.Exploration;

/// <summary>A clock that moves when a schedule says so, and costs nothing to make, millions of times.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
