namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A floating-point number of 64 bits, by its bits.</summary>
internal readonly struct DoubleFormat : ILaneFormat<double>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(double value) => (BitConverter.DoubleToInt64Bits(value), 0);

    public static bool IsValid(long low, long high) => true;

    public static double Read(long low, long high) => BitConverter.Int64BitsToDouble(low);
}
