using System.Numerics;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>In two's complement, the lowest byte first.</summary>
internal sealed class BigIntegerCodec(uint code) : HeapCodec<BigInteger>(code)
{
    public override bool TryWriteValue(BigInteger value, PooledBuffer output)
    {
        _ = value.TryWriteBytes(output.GetSpan(value.GetByteCount()), out var written);
        output.Advance(written);
        return true;
    }

    public override bool IsValid(BlockReader reader) => reader.Remaining > 0;

    public override BigInteger ReadValue(BlockReader reader) => new(reader.RemainingSpan);
}
