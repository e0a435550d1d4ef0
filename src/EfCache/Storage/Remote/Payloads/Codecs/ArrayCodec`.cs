using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class ArrayCodec<T>(uint code, ValueCodec<T> element) : HeapCodec<T[]>(code)
{
    public override bool TryWriteValue(T[] value, PooledBuffer output) =>
        ElementBlock.TryWrite<T>(value, element, output);

    public override bool IsValid(BlockReader reader) =>
        ElementBlock.TryCheck(ref reader, element) && reader.Remaining == 0;

    public override T[] ReadValue(BlockReader reader) => ElementBlock.Read(ref reader, element);
}
