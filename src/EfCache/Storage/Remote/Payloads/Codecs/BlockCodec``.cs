using System.Diagnostics.CodeAnalysis;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>A codec whose blocks are read by a <typeparamref name="TBlock"/>.</summary>
/// <remarks>A block is <c>[nulls] [values, unless all are null]</c>.</remarks>
internal abstract class BlockCodec<T, TBlock>(uint code) : ValueCodec<T>(code)
    where TBlock : struct, IBlock<T>
{
    public sealed override bool TryWrite(ReadOnlySpan<T> values, NullRows nulls, PooledBuffer output)
    {
        nulls.WriteTo(output);
        return nulls.IsFull || TryWriteValues(values, nulls, output);
    }

    public sealed override bool TryCheck(ref BlockReader reader, int count) => TryOpen(ref reader, count, out _);

    public sealed override bool TryRead(ref BlockReader reader, Span<T> values)
    {
        if (!TryOpen(ref reader, values.Length, out var block))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = block.IsNull(i) ? default! : block.At(i);
        }

        return true;
    }

    public sealed override bool TryReadColumn(
        ref BlockReader reader,
        int rowCount,
        ColumnDescription description,
        [NotNullWhen(true)] out ResultColumn? column
    )
    {
        column = TryOpen(ref reader, rowCount, out var block)
            ? new InPlaceColumn<T, TBlock>(description.Name, description.DataTypeName, description.FieldType, block)
            : null;
        return column is not null;
    }

    /// <summary>Appends the values; not all of them are null.</summary>
    protected abstract bool TryWriteValues(ReadOnlySpan<T> values, NullRows nulls, PooledBuffer output);

    /// <summary>Checks the values and makes the block; if all are null, there is nothing to read.</summary>
    protected abstract bool TryOpenValues(ref BlockReader reader, int count, NullMap nulls, out TBlock block);

    private bool TryOpen(ref BlockReader reader, int count, out TBlock block)
    {
        block = default;
        return NullMap.TryRead(ref reader, count, out var nulls) && TryOpenValues(ref reader, count, nulls, out block);
    }
}
