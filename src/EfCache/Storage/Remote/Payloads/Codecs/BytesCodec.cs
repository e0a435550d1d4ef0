using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class BytesCodec(uint code) : HeapCodec<byte[]>(code)
{
    public override bool TryWriteValue(byte[] value, PooledBuffer output)
    {
        output.Write(value);
        return true;
    }

    public override bool IsValid(BlockReader reader) => true;

    public override byte[] ReadValue(BlockReader reader) => reader.RemainingSpan.ToArray();
}
