using System.Runtime.InteropServices;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class ListCodec<T>(uint code, ValueCodec<T> element) : HeapCodec<List<T>>(code)
{
    public override bool TryWriteValue(List<T> value, PooledBuffer output) =>
        ElementBlock.TryWrite(CollectionsMarshal.AsSpan(value), element, output);

    public override bool IsValid(BlockReader reader) =>
        ElementBlock.TryCheck(ref reader, element) && reader.Remaining == 0;

    public override List<T> ReadValue(BlockReader reader) => [.. ElementBlock.Read(ref reader, element)];
}
