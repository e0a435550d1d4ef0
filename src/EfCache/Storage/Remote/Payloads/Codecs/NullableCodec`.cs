using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>Elements of an array that may be null. A column says itself which of its values are.</summary>
internal sealed class NullableCodec<T>(uint code, ValueCodec<T> inner) : ValueCodec<T?>(code)
    where T : struct
{
    public override bool IsOfColumns => false;

    public override bool TryWrite(ReadOnlySpan<T?> values, NullRows nulls, PooledBuffer output)
    {
        var present = ArrayPool<T>.Shared.Rent(values.Length);
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                present[i] = values[i].GetValueOrDefault();
            }

            return inner.TryWrite(present.AsSpan(0, values.Length), nulls, output);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(present);
        }
    }

    public override bool TryCheck(ref BlockReader reader, int count) => inner.TryCheck(ref reader, count);

    public override bool TryRead(ref BlockReader reader, Span<T?> values)
    {
        var start = reader;
        var present = ArrayPool<T>.Shared.Rent(values.Length);
        try
        {
            if (
                !inner.TryRead(ref reader, present.AsSpan(0, values.Length))
                || !NullMap.TryRead(ref start, values.Length, out var nulls)
            )
            {
                return false;
            }

            for (var i = 0; i < values.Length; i++)
            {
                values[i] = nulls.IsNull(reader.Buffer, i) ? null : present[i];
            }

            return true;
        }
        finally
        {
            ArrayPool<T>.Shared.Return(present);
        }
    }

    public override bool TryReadColumn(
        ref BlockReader reader,
        int rowCount,
        ColumnDescription description,
        [NotNullWhen(true)] out ResultColumn? column
    )
    {
        column = null;
        return false;
    }
}
