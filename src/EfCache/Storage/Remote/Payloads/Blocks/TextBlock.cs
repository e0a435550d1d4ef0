using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Strings, either one for each value, or the different ones and which of them each value is.</summary>
/// <remarks>
/// <c>[layout] [heap]</c>, or <c>[layout] [number of different ones] [lane of indexes] [heap]</c>. In UTF-8; in UTF-16 when one of them
/// is not well-formed.
/// </remarks>
internal readonly struct TextBlock : IBlock<string>
{
    /// <summary>Bits of the layout.</summary>
    public const byte IsDictionary = 1;
    public const byte IsUtf16 = 2;

    private readonly byte[] _buffer;
    private readonly NullMap _nulls;
    private readonly bool _isUtf16;
    private readonly Heap _heap;
    private readonly Lane _indexes;

    // Of a dictionary, those that were asked for already: strings can be shared. Two readers may make the same one.
    private readonly string?[]? _made;

    private TextBlock(byte[] buffer, NullMap nulls, byte layout, Heap heap, Lane indexes, string?[]? made)
    {
        _buffer = buffer;
        _nulls = nulls;
        _isUtf16 = (layout & IsUtf16) != 0;
        _heap = heap;
        _indexes = indexes;
        _made = made;
    }

    public static bool TryRead(ref BlockReader reader, int count, NullMap nulls, out TextBlock block)
    {
        block = new TextBlock(reader.Buffer, nulls, 0, default, default, null);
        if (nulls.IsAll)
        {
            return true;
        }

        if (!reader.TryReadByte(out var layout) || layout > (IsDictionary | IsUtf16))
        {
            return false;
        }

        var different = count;
        Lane indexes = default;
        var isDictionary = (layout & IsDictionary) != 0;
        if (isDictionary && !TryReadIndexes(ref reader, count, out different, out indexes))
        {
            return false;
        }

        if (!Heap.TryRead(ref reader, different, out var heap))
        {
            return false;
        }

        block = new TextBlock(
            reader.Buffer,
            nulls,
            layout,
            heap,
            indexes,
            isDictionary ? new string?[different] : null
        );
        return block.IsWellFormed(different);
    }

    public bool IsNull(int index) => _nulls.IsNull(_buffer, index);

    public string At(int index)
    {
        if (_made is null)
        {
            return Make(index);
        }

        ref var made = ref _made[(int)_indexes.At(_buffer, index)];
        return made ??= Make((int)_indexes.At(_buffer, index));
    }

    private static bool TryReadIndexes(ref BlockReader reader, int count, out int different, out Lane indexes)
    {
        indexes = default;
        if (
            !reader.TryReadCount(count, out different)
            || !Lane.TryRead(ref reader, count, out indexes)
            || reader.Budget?.TryCharge((long)different * IntPtr.Size) == false
        )
        {
            return false;
        }

        var toCheck = indexes.IsConstant ? Math.Min(count, 1) : count;
        for (var i = 0; i < toCheck; i++)
        {
            if ((ulong)indexes.At(reader.Buffer, i) >= (ulong)different)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsWellFormed(int different)
    {
        var bytes = _buffer.AsSpan(_heap.Start, _heap.Length);
        if (!_isUtf16 && Ascii.IsValid(bytes))
        {
            return true;
        }

        if (!_isUtf16 && !Utf8.IsValid(bytes))
        {
            return false;
        }

        var toCheck = _heap.IsConstant ? Math.Min(different, 1) : different;
        for (var i = 0; i < toCheck; i++)
        {
            var (start, end) = _heap.At(_buffer, i);
            if (_isUtf16 ? ((end - start) & 1) != 0 : start < end && (_buffer[start] & 0xc0) == 0x80)
            {
                // A string of half a character, or one that starts within another's.
                return false;
            }
        }

        return true;
    }

    private string Make(int index)
    {
        var (start, end) = _heap.At(_buffer, index);
        var bytes = _buffer.AsSpan(start, end - start);
        return _isUtf16 ? FromUtf16(bytes) : Encoding.UTF8.GetString(bytes);
    }

    // Not by an encoding, which would replace what is not well-formed.
    private static string FromUtf16(ReadOnlySpan<byte> bytes) =>
        string.Create(
            bytes.Length / 2,
            bytes,
            static (text, bytes) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
                }
            }
        );
}
