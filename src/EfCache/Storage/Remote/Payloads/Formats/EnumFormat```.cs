using System.Runtime.CompilerServices;

namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>An enum, by its value: any number of the underlying type is one.</summary>
internal readonly struct EnumFormat<TEnum, TUnderlying, TFormat> : ILaneFormat<TEnum>
    where TEnum : struct, Enum
    where TUnderlying : struct
    where TFormat : struct, ILaneFormat<TUnderlying>
{
    public static bool HasHigh => TFormat.HasHigh;

    public static bool IsAlwaysValid => TFormat.IsAlwaysValid;

    public static (long Low, long High) Write(TEnum value) => TFormat.Write(Unsafe.BitCast<TEnum, TUnderlying>(value));

    public static bool IsValid(long low, long high) => TFormat.IsValid(low, high);

    public static TEnum Read(long low, long high) => Unsafe.BitCast<TUnderlying, TEnum>(TFormat.Read(low, high));
}
