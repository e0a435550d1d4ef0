using System.Buffers;
using EfCache.Storage.Remote.Payloads.Blocks;
using EfCache.Storage.Remote.Payloads.Formats;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>Values of a fixed size.</summary>
internal sealed class LaneCodec<T, TFormat>(uint code) : BlockCodec<T, LaneBlock<T, TFormat>>(code)
    where T : struct
    where TFormat : struct, ILaneFormat<T>
{
    public override ValueCodec? Wrap(byte outer) =>
        outer == TypeCodes.NullableOf && TypeCodes.Compose(outer, Code) is var code and not 0
            ? new NullableCodec<T>(code, this)
            : base.Wrap(outer);

    // The type comes from the query: no payload names it.
    public override ValueCodec? OfEnum(Type type) =>
        (ValueCodec?)
            Activator.CreateInstance(
                typeof(LaneCodec<,>).MakeGenericType(
                    type,
                    typeof(EnumFormat<,,>).MakeGenericType(type, typeof(T), typeof(TFormat))
                ),
                TypeCodes.Compose(TypeCodes.EnumOf, Code)
            );

    protected override bool TryWriteValues(ReadOnlySpan<T> values, NullRows nulls, PooledBuffer output)
    {
        var count = values.Length;
        var numbers = ArrayPool<long>.Shared.Rent(2 * count);
        try
        {
            var low = numbers.AsSpan(0, count);
            var high = numbers.AsSpan(count, count);
            Fill(values, nulls, low, high);
            LaneWriter.Write(output, low);
            if (TFormat.HasHigh)
            {
                LaneWriter.Write(output, high);
            }

            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    protected override bool TryOpenValues(
        ref BlockReader reader,
        int count,
        NullMap nulls,
        out LaneBlock<T, TFormat> block
    ) => LaneBlock<T, TFormat>.TryRead(ref reader, count, nulls, out block);

    private static void Fill(ReadOnlySpan<T> values, NullRows nulls, Span<long> low, Span<long> high)
    {
        // A null repeats the value before it, or the first one, so that it widens no lane.
        var last = 0;
        while (last < values.Length && nulls[last])
        {
            last++;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!nulls[i])
            {
                last = i;
            }

            (low[i], high[i]) = TFormat.Write(values[last]);
        }
    }
}
