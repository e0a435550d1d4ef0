using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>All keys, and all values in the same order.</summary>
/// <remarks><c>[count] [block of keys] [block of values]</c></remarks>
internal sealed class StringDictionaryCodec(uint code, TextCodec text) : HeapCodec<Dictionary<string, string?>>(code)
{
    // A reference for the key and one for the value.
    private static readonly int ItemSize = 2 * IntPtr.Size;

    public override bool TryWriteValue(Dictionary<string, string?> value, PooledBuffer output)
    {
        if (!ReferenceEquals(value.Comparer, EqualityComparer<string>.Default))
        {
            // Another comparer could not be written.
            return false;
        }

        var values = value.Values.ToArray();
        var nulls = new NullRows(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null)
            {
                nulls.Set(i);
            }
        }

        output.WriteNumber((ulong)values.Length);
        return text.TryWrite(value.Keys.ToArray(), new NullRows(values.Length), output)
            && text.TryWrite(values!, nulls, output);
    }

    public override bool IsValid(BlockReader reader) =>
        reader.TryReadCount(Array.MaxLength, out var count)
        && reader.Budget?.TryCharge((long)count * ItemSize) != false
        && !reader.RemainingSpan.IsEmpty
        && reader.RemainingSpan[0] == NullMap.None
        && text.TryCheck(ref reader, count)
        && text.TryCheck(ref reader, count)
        && reader.Remaining == 0;

    public override Dictionary<string, string?> ReadValue(BlockReader reader)
    {
        _ = reader.TryReadCount(Array.MaxLength, out var count);
        var keys = new string[count];
        var values = new string[count];
        if (!text.TryRead(ref reader, keys) || !text.TryRead(ref reader, values))
        {
            throw ElementBlock.Changed();
        }

        var dictionary = new Dictionary<string, string?>(count);
        for (var i = 0; i < count; i++)
        {
            dictionary[keys[i]] = values[i];
        }

        return dictionary;
    }
}
