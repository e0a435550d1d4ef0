namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A date, as days since the first of the year 1.</summary>
internal readonly struct DateOnlyFormat : ILaneFormat<DateOnly>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => false;

    public static (long Low, long High) Write(DateOnly value) => (value.DayNumber, 0);

    public static bool IsValid(long low, long high) =>
        low >= DateOnly.MinValue.DayNumber && low <= DateOnly.MaxValue.DayNumber;

    public static DateOnly Read(long low, long high) => DateOnly.FromDayNumber((int)low);
}
