namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A floating-point number of 32 bits, by its bits.</summary>
internal readonly struct SingleFormat : ILaneFormat<float>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(float value) => (BitConverter.SingleToInt32Bits(value), 0);

    public static bool IsValid(long low, long high) => true;

    public static float Read(long low, long high) => BitConverter.Int32BitsToSingle((int)low);
}
