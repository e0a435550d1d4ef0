using System.Numerics;

namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>A whole number of 128 bits.</summary>
internal readonly struct WideIntegerFormat<T> : ILaneFormat<T>
    where T : struct, IBinaryInteger<T>
{
    public static bool HasHigh => true;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(T value) =>
        (long.CreateTruncating(value), long.CreateTruncating(value >> 64));

    public static bool IsValid(long low, long high) => true;

    public static T Read(long low, long high) => (T.CreateTruncating(high) << 64) | T.CreateTruncating((ulong)low);
}
