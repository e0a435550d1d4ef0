using System.Buffers.Binary;

namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>
/// Numbers of 64 bits, packed into as few bits each as their range needs, in place: the smallest one, what all differences from it are multiples
/// of, and the multiples, bit by bit. Any of them is read with one unaligned load.
/// </summary>
/// <remarks>
/// <c>[bits: byte] [first: signed number] [step: number] [count × bits, the lowest first, filled up to a byte]</c>, where
/// bits is 0 to 57, or 64.
/// </remarks>
internal readonly struct Lane
{
    /// <summary>With up to seven bits before them, so many are in one load of eight bytes.</summary>
    public const int MaxPackedBits = 57;

    public const int WholeBits = 64;

    private readonly int _start;
    private readonly int _bits;
    private readonly ulong _mask;
    private readonly long _first;
    private readonly ulong _step;

    private Lane(int start, int bits, long first, ulong step)
    {
        _start = start;
        _bits = bits;
        _mask = bits == WholeBits ? ulong.MaxValue : (1UL << bits) - 1;
        _first = first;
        _step = step;
    }

    /// <summary>All of its numbers are the same.</summary>
    public bool IsConstant => _bits == 0;

    public static bool TryRead(ref BlockReader reader, int count, out Lane lane)
    {
        if (
            reader.TryReadByte(out var bits)
            && bits is <= MaxPackedBits or WholeBits
            && reader.TryReadSigned(out var first)
            && reader.TryReadNumber(out var step)
            && reader.TrySkip((((long)count * bits) + 7) / 8, out var start)
        )
        {
            lane = new Lane(start, bits, first, step);
            return true;
        }

        lane = default;
        return false;
    }

    /// <summary>The number at the index, which is trusted to be in range; the buffer is the one that it was found in.</summary>
    public long At(byte[] buffer, int index)
    {
        var bit = (long)index * _bits;
        var offset = _start + (int)(bit >> 3);
        var word =
            offset + sizeof(ulong) <= buffer.Length
                ? BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(offset, sizeof(ulong)))
                : LastWord(buffer, offset);
        return unchecked(_first + (long)(((word >> (int)(bit & 7)) & _mask) * _step));
    }

    private static ulong LastWord(byte[] buffer, int offset)
    {
        var word = 0UL;
        for (var i = buffer.Length - 1; i >= offset; i--)
        {
            word = (word << 8) | buffer[i];
        }

        return word;
    }
}
