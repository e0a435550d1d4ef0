namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>
/// The system's clock, put forward. What is under way does not notice: timers go off when the time has really gone by, so that nothing
/// is given up because the clock was put forward.
/// </summary>
internal sealed class ShiftedTimeProvider : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Shift.TotalSeconds * TimestampFrequency);

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    private TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
