using System.Buffers.Binary;

namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>
/// A Guid, by its bytes in the order in which they are written as text: those of one time have the same first ones in
/// version 7.
/// </summary>
internal readonly struct GuidFormat : ILaneFormat<Guid>
{
    private const int Size = 16;

    public static bool HasHigh => true;

    public static bool IsAlwaysValid => true;

    public static (long Low, long High) Write(Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]), BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    public static bool IsValid(long low, long high) => true;

    public static Guid Read(long low, long high)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], low);
        return new Guid(bytes, bigEndian: true);
    }
}
