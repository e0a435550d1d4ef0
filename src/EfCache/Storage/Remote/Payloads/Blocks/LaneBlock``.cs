using EfCache.Storage.Remote.Payloads.Formats;

namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Values of a fixed size, as one or two lanes of numbers.</summary>
internal readonly struct LaneBlock<T, TFormat> : IBlock<T>
    where TFormat : struct, ILaneFormat<T>
{
    private readonly byte[] _buffer;
    private readonly NullMap _nulls;
    private readonly Lane _low;
    private readonly Lane _high;

    private LaneBlock(byte[] buffer, NullMap nulls, Lane low, Lane high)
    {
        _buffer = buffer;
        _nulls = nulls;
        _low = low;
        _high = high;
    }

    public static bool TryRead(ref BlockReader reader, int count, NullMap nulls, out LaneBlock<T, TFormat> block)
    {
        block = default;
        Lane low = default;
        Lane high = default;
        if (
            !nulls.IsAll
            && !(
                Lane.TryRead(ref reader, count, out low)
                && (!TFormat.HasHigh || Lane.TryRead(ref reader, count, out high))
            )
        )
        {
            return false;
        }

        block = new LaneBlock<T, TFormat>(reader.Buffer, nulls, low, high);
        return TFormat.IsAlwaysValid || block.AreValid(count);
    }

    public bool IsNull(int index) => _nulls.IsNull(_buffer, index);

    public T At(int index) => TFormat.Read(_low.At(_buffer, index), TFormat.HasHigh ? _high.At(_buffer, index) : 0);

    private bool AreValid(int count)
    {
        if (_nulls.IsAll)
        {
            return true;
        }

        var isConstant = _low.IsConstant && (!TFormat.HasHigh || _high.IsConstant);
        for (var i = 0; i < count; i++)
        {
            if (!IsNull(i))
            {
                if (!TFormat.IsValid(_low.At(_buffer, i), TFormat.HasHigh ? _high.At(_buffer, i) : 0))
                {
                    return false;
                }

                if (isConstant)
                {
                    return true;
                }
            }
        }

        return true;
    }
}
