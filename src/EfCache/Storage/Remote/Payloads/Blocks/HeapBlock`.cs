using EfCache.Storage.Remote.Payloads.Codecs;

namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Values of different lengths, each made anew for who asks.</summary>
internal readonly struct HeapBlock<T> : IBlock<T>
{
    private readonly byte[] _buffer;
    private readonly NullMap _nulls;
    private readonly Heap _heap;
    private readonly HeapCodec<T> _codec;

    private HeapBlock(byte[] buffer, NullMap nulls, Heap heap, HeapCodec<T> codec)
    {
        _buffer = buffer;
        _nulls = nulls;
        _heap = heap;
        _codec = codec;
    }

    public static bool TryRead(
        ref BlockReader reader,
        int count,
        NullMap nulls,
        HeapCodec<T> codec,
        out HeapBlock<T> block
    )
    {
        block = default;
        Heap heap = default;
        if (!nulls.IsAll && !Heap.TryRead(ref reader, count, out heap))
        {
            return false;
        }

        block = new HeapBlock<T>(reader.Buffer, nulls, heap, codec);
        for (var i = 0; i < count && !nulls.IsAll; i++)
        {
            if (!block.IsNull(i))
            {
                var (start, end) = heap.At(reader.Buffer, i);
                if (!codec.IsValid(reader.Part(start, end)))
                {
                    return false;
                }

                if (heap.IsConstant && i > 0)
                {
                    // All but the first are empty.
                    return true;
                }
            }
        }

        return true;
    }

    public bool IsNull(int index) => _nulls.IsNull(_buffer, index);

    public T At(int index)
    {
        var (start, end) = _heap.At(_buffer, index);
        return _codec.ReadValue(new BlockReader(_buffer, start, end, budget: null));
    }
}
