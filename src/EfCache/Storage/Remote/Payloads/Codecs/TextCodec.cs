using System.Buffers;
using System.Runtime.InteropServices;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>Strings, any that there are: also those that are not well-formed.</summary>
internal sealed class TextCodec(uint code) : BlockCodec<string, TextBlock>(code)
{
    private const int MinDictionaryRows = 8;

    // So many are looked at before it is given up that there are few.
    private const int FirstRows = 32;

    protected override bool TryWriteValues(ReadOnlySpan<string> values, NullRows nulls, PooledBuffer output)
    {
        using var text = new PooledBuffer();
        var numbers = ArrayPool<long>.Shared.Rent(values.Length);
        try
        {
            var indexes = numbers.AsSpan(0, values.Length);
            if (FindDifferent(values, nulls, indexes) is { } different)
            {
                WriteDictionary(CollectionsMarshal.AsSpan(different), indexes, text, output);
            }
            else
            {
                WritePlain(values, nulls, indexes, text, output);
            }

            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    protected override bool TryOpenValues(ref BlockReader reader, int count, NullMap nulls, out TextBlock block) =>
        TextBlock.TryRead(ref reader, count, nulls, out block);

    /// <summary>
    /// The different strings, if they are few: then each is written once, and made once when it is read. Gives up early
    /// when the first ones are mostly different.
    /// </summary>
    private static List<string>? FindDifferent(ReadOnlySpan<string> values, NullRows nulls, Span<long> indexes)
    {
        if (values.Length < MinDictionaryRows)
        {
            return null;
        }

        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> different = [];
        var last = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!nulls[i])
            {
                ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, values[i], out var isKnown);
                if (!isKnown)
                {
                    index = different.Count;
                    different.Add(values[i]);
                    if (different.Count > FirstRows && different.Count > i - (i / 4))
                    {
                        return null;
                    }
                }

                last = index;
            }

            indexes[i] = last;
        }

        return different.Count <= values.Length / 2 ? different : null;
    }

    private static void WriteDictionary(
        ReadOnlySpan<string> different,
        ReadOnlySpan<long> indexes,
        PooledBuffer text,
        PooledBuffer output
    )
    {
        var numbers = ArrayPool<long>.Shared.Rent(different.Length);
        var ends = numbers.AsSpan(0, different.Length);
        var layout = (byte)(TextBlock.IsDictionary | WriteText(different, default, ends, text));
        output.WriteByte(layout);
        output.WriteNumber((ulong)different.Length);
        LaneWriter.Write(output, indexes);
        Heap.Write(output, ends, text.WrittenSpan);
        ArrayPool<long>.Shared.Return(numbers);
    }

    private static void WritePlain(
        ReadOnlySpan<string> values,
        NullRows nulls,
        Span<long> ends,
        PooledBuffer text,
        PooledBuffer output
    )
    {
        output.WriteByte(WriteText(values, nulls, ends, text));
        Heap.Write(output, ends, text.WrittenSpan);
    }

    /// <summary>Writes the strings and where they end; returns 0 or <see cref="TextBlock.IsUtf16"/>.</summary>
    private static byte WriteText(ReadOnlySpan<string> values, NullRows nulls, Span<long> ends, PooledBuffer text)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!nulls[i] && !text.TryWriteUtf8(values[i]))
            {
                text.Clear();
                WriteUtf16(values, nulls, ends, text);
                return TextBlock.IsUtf16;
            }

            ends[i] = text.Length;
        }

        return 0;
    }

    private static void WriteUtf16(ReadOnlySpan<string> values, NullRows nulls, Span<long> ends, PooledBuffer text)
    {
        for (var i = 0; i < values.Length; i++)
        {
            foreach (var c in nulls[i] ? "" : values[i])
            {
                text.WriteByte((byte)c);
                text.WriteByte((byte)(c >> 8));
            }

            ends[i] = text.Length;
        }
    }
}
