using System.Text.Json;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class JsonDocumentCodec(uint code) : HeapCodec<JsonDocument>(code)
{
    public override bool TryWriteValue(JsonDocument value, PooledBuffer output) =>
        JsonText.TryWrite(value.RootElement, output);

    public override bool IsValid(BlockReader reader) => JsonText.IsValid(reader.RemainingSpan);

    // A copy of the text: a small document that somebody keeps must not keep all of the payload.
    public override JsonDocument ReadValue(BlockReader reader) => JsonDocument.Parse(reader.RemainingSpan.ToArray());
}
