namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A bool, as 0 or 1.</summary>
internal readonly struct BooleanFormat : ILaneFormat<bool>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(bool value) => (value ? 1 : 0, 0);

    public static bool IsValid(long low, long high) => true;

    public static bool Read(long low, long high) => low != 0;
}
