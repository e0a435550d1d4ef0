namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A moment, in ticks of UTC, and the minutes of its offset.</summary>
internal readonly struct DateTimeOffsetFormat : ILaneFormat<DateTimeOffset>
{
    private const int MaxOffset = 14 * 60;

    public static bool HasHigh => true;

    public static bool IsAlwaysValid => false;

    public static (long Low, long High) Write(DateTimeOffset value) => (value.UtcTicks, value.TotalOffsetMinutes);

    public static bool IsValid(long low, long high) =>
        high is >= -MaxOffset and <= MaxOffset && IsInRange(low) && IsInRange(low + (high * TimeSpan.TicksPerMinute));

    public static DateTimeOffset Read(long low, long high)
    {
        var offset = high * TimeSpan.TicksPerMinute;
        return new DateTimeOffset(low + offset, new TimeSpan(offset));
    }

    private static bool IsInRange(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
}
