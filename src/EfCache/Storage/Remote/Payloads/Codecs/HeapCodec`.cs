using System.Buffers;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>Values of different lengths.</summary>
internal abstract class HeapCodec<T>(uint code) : BlockCodec<T, HeapBlock<T>>(code)
{
    /// <summary>Appends a value that is not null. False if it cannot be written so that it comes back the same.</summary>
    public abstract bool TryWriteValue(T value, PooledBuffer output);

    /// <summary>Whether all of the reader's bytes are a value.</summary>
    public abstract bool IsValid(BlockReader reader);

    /// <summary>The value of bytes that are valid, nobody else's.</summary>
    public abstract T ReadValue(BlockReader reader);

    protected sealed override bool TryWriteValues(ReadOnlySpan<T> values, NullRows nulls, PooledBuffer output)
    {
        using var bytes = new PooledBuffer();
        var numbers = ArrayPool<long>.Shared.Rent(values.Length);
        try
        {
            var ends = numbers.AsSpan(0, values.Length);
            for (var i = 0; i < values.Length; i++)
            {
                if (!nulls[i] && !TryWriteValue(values[i], bytes))
                {
                    return false;
                }

                ends[i] = bytes.Length;
            }

            Heap.Write(output, ends, bytes.WrittenSpan);
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    protected sealed override bool TryOpenValues(
        ref BlockReader reader,
        int count,
        NullMap nulls,
        out HeapBlock<T> block
    ) => HeapBlock<T>.TryRead(ref reader, count, nulls, this, out block);
}
