namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>
/// A decimal, by its bits: the lower 64 of the number, and the upper 32 below the scale and the sign. Most columns have
/// one scale and small numbers: then the high lane is a constant.
/// </summary>
internal readonly struct DecimalFormat : ILaneFormat<decimal>
{
    private const uint SignBit = 0x8000_0000;
    private const int ScaleShift = 16;
    private const uint ScaleMask = 0xff << ScaleShift;
    private const uint MaxScale = 28 << ScaleShift;

    public static bool HasHigh => true;

    public static bool IsAlwaysValid => false;

    public static (long Low, long High) Write(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (Join(bits[1], bits[0]), Join(bits[3], bits[2]));
    }

    public static bool IsValid(long low, long high)
    {
        var flags = (uint)(high >> 32);
        return (flags & ~(SignBit | ScaleMask)) == 0 && (flags & ScaleMask) <= MaxScale;
    }

    public static decimal Read(long low, long high)
    {
        var flags = (uint)(high >> 32);
        return new decimal(
            (int)low,
            (int)(low >> 32),
            (int)high,
            (flags & SignBit) != 0,
            (byte)((flags & ScaleMask) >> ScaleShift)
        );
    }

    private static long Join(int high, int low) => ((long)high << 32) | (uint)low;
}
