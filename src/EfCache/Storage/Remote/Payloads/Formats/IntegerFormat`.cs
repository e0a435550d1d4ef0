using System.Numerics;

namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A whole number of up to 64 bits, or a char, by its value.</summary>
internal readonly struct IntegerFormat<T> : ILaneFormat<T>
    where T : struct, IBinaryInteger<T>
{
    public static bool HasHigh => false;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(T value) => (long.CreateTruncating(value), 0);

    public static bool IsValid(long low, long high) => true;

    public static T Read(long low, long high) => T.CreateTruncating(low);
}
