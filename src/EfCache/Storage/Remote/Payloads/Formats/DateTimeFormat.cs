namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A time, in ticks in the lower 62 bits, with its kind in the upper two: 0 is unspecified, 1 UTC, 2 local.</summary>
internal readonly struct DateTimeFormat : ILaneFormat<DateTime>
{
    private const int KindShift = 62;
    private const long TicksMask = (1L << KindShift) - 1;

    public static bool HasHigh => false;

    public static bool IsAlwaysValid => false;

    public static (long Low, long High) Write(DateTime value) => (value.Ticks | ((long)value.Kind << KindShift), 0);

    public static bool IsValid(long low, long high) =>
        (low & TicksMask) <= DateTime.MaxValue.Ticks && (ulong)low >> KindShift <= (ulong)DateTimeKind.Local;

    public static DateTime Read(long low, long high) => new(low & TicksMask, (DateTimeKind)((ulong)low >> KindShift));
}
