using System.Text.Json;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class JsonElementCodec(uint code) : HeapCodec<JsonElement>(code)
{
    public override bool TryWriteValue(JsonElement value, PooledBuffer output) => JsonText.TryWrite(value, output);

    public override bool IsValid(BlockReader reader) => JsonText.IsValid(reader.RemainingSpan);

    public override JsonElement ReadValue(BlockReader reader) => JsonElement.Parse(reader.RemainingSpan);
}
