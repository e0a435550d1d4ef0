namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A span of time, in ticks.</summary>
internal readonly struct TimeSpanFormat : ILaneFormat<TimeSpan>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(TimeSpan value) => (value.Ticks, 0);

    public static bool IsValid(long low, long high) => true;

    public static TimeSpan Read(long low, long high) => new(low);
}
