namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A time of day, in ticks.</summary>
internal readonly struct TimeOnlyFormat : ILaneFormat<TimeOnly>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => false;

    public static (long Low, long High) Write(TimeOnly value) => (value.Ticks, 0);

    public static bool IsValid(long low, long high) => low >= 0 && low < TimeSpan.TicksPerDay;

    public static TimeOnly Read(long low, long high) => new(low);
}
