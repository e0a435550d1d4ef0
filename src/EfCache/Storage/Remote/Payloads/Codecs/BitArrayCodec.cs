using System.Collections;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>The number of bits, and the bits, the lowest of a byte first.</summary>
internal sealed class BitArrayCodec(uint code) : HeapCodec<BitArray>(code)
{
    // Whose bytes a BitArray can still be made of.
    private const int MaxLength = int.MaxValue - 7;

    public override bool TryWriteValue(BitArray value, PooledBuffer output)
    {
        output.WriteNumber((ulong)value.Length);
        var bytes = new byte[LengthOf(value.Length)];
        value.CopyTo(bytes, 0);
        output.Write(bytes);
        return true;
    }

    public override bool IsValid(BlockReader reader) =>
        reader.TryReadCount(MaxLength, out var bits) && reader.Remaining == LengthOf(bits);

    public override BitArray ReadValue(BlockReader reader)
    {
        _ = reader.TryReadCount(MaxLength, out var bits);
        return new BitArray(reader.RemainingSpan.ToArray()) { Length = bits };
    }

    private static int LengthOf(int bits) => (int)((bits + 7L) / 8);
}
