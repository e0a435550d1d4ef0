using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>The text that it was made from, after its kind: "/a" is relative, or a file.</summary>
internal sealed class UriCodec(uint code) : HeapCodec<Uri>(code)
{
    public override bool TryWriteValue(Uri value, PooledBuffer output)
    {
        var text = value.OriginalString;
        var kind = value.IsAbsoluteUri ? UriKind.Absolute : UriKind.Relative;
        output.WriteByte((byte)kind);
        return Uri.TryCreate(text, kind, out var same) && same == value && output.TryWriteUtf8(text);
    }

    public override bool IsValid(BlockReader reader) => TryRead(reader, out _);

    public override Uri ReadValue(BlockReader reader) =>
        TryRead(reader, out var value) ? value : throw ElementBlock.Changed();

    private static bool TryRead(BlockReader reader, [NotNullWhen(true)] out Uri? value)
    {
        value = null;
        return reader.TryReadByte(out var kind)
            && (UriKind)kind is UriKind.Absolute or UriKind.Relative
            && Utf8.IsValid(reader.RemainingSpan)
            && Uri.TryCreate(Encoding.UTF8.GetString(reader.RemainingSpan), (UriKind)kind, out value);
    }
}
