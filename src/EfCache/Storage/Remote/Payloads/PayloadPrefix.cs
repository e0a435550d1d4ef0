using System.Buffers.Binary;
using System.IO.Hashing;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>
/// The first bytes of every payload, of the same length in all versions: the header of a MessagePack array, the version, the length of the
/// whole, and a checksum over all that follows it.
/// </summary>
/// <remarks>The checksum finds accidents. It is no defence against whoever can write to the server.</remarks>
internal static class PayloadPrefix
{
    public const byte Version = 1;

    public const int Length = 2 + 5 + 9;

    public const int FieldCount = 13;

    private const byte ArrayHeader = 0x90 | FieldCount;
    private const byte UInt32Code = 0xce;
    private const byte UInt64Code = 0xcf;

    public static void Reserve(PooledBuffer output)
    {
        output.GetSpan(Length)[..Length].Clear();
        output.Advance(Length);
    }

    /// <summary>Writes the prefix of a payload that is complete otherwise.</summary>
    public static void Seal(Span<byte> payload)
    {
        payload[0] = ArrayHeader;
        payload[1] = Version;
        payload[2] = UInt32Code;
        BinaryPrimitives.WriteUInt32BigEndian(payload[3..], (uint)payload.Length);
        payload[7] = UInt64Code;
        BinaryPrimitives.WriteUInt64BigEndian(payload[8..], Checksum(payload));
    }

    /// <summary>Checks everything but the checksum.</summary>
    public static PayloadOutcome Check(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            return PayloadOutcome.Truncated;
        }

        // Other versions may have more or fewer fields, but are arrays of the version first too.
        if (payload[0] is < 0x91 or > 0x9f || payload[1] > 0x7f)
        {
            return PayloadOutcome.Corrupt;
        }

        if (payload[1] != Version)
        {
            return PayloadOutcome.WrongVersion;
        }

        if (payload.Length < Length)
        {
            return PayloadOutcome.Truncated;
        }

        if (payload[0] != ArrayHeader || payload[2] != UInt32Code || payload[7] != UInt64Code)
        {
            return PayloadOutcome.Corrupt;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(payload[3..]);
        return length > payload.Length ? PayloadOutcome.Truncated
            : length < payload.Length ? PayloadOutcome.Corrupt
            : PayloadOutcome.Ok;
    }

    public static bool HasRightChecksum(ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt64BigEndian(payload[8..]) == Checksum(payload);

    private static ulong Checksum(ReadOnlySpan<byte> payload) => XxHash3.HashToUInt64(payload[Length..]);
}
