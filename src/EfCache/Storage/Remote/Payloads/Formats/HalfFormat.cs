namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A floating-point number of 16 bits, by its bits.</summary>
internal readonly struct HalfFormat : ILaneFormat<Half>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(Half value) => (BitConverter.HalfToInt16Bits(value), 0);

    public static bool IsValid(long low, long high) => true;

    public static Half Read(long low, long high) => BitConverter.Int16BitsToHalf((short)low);
}
