using System.Buffers.Binary;
using System.Numerics;

namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Writes what <see cref="Lane"/> reads.</summary>
internal static class LaneWriter
{
    public static void Write(PooledBuffer output, ReadOnlySpan<long> values)
    {
        var (first, last) = RangeOf(values);
        var step = StepOf(values, first);
        var bits = 64 - BitOperations.LeadingZeroCount(unchecked((ulong)(last - first)) / step);
        if (bits > Lane.MaxPackedBits)
        {
            (bits, first, step) = (Lane.WholeBits, 0, 1);
        }

        output.WriteByte((byte)bits);
        output.WriteSigned(first);
        output.WriteNumber(step);
        Pack(output, values, bits, first, step);
    }

    private static (long First, long Last) RangeOf(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return (0, 0);
        }

        var (first, last) = (values[0], values[0]);
        foreach (var value in values)
        {
            first = Math.Min(first, value);
            last = Math.Max(last, value);
        }

        return (first, last);
    }

    /// <summary>
    /// The greatest common divisor of the differences: times of whole seconds are multiples of ten million ticks, and
    /// floating-point numbers of few digits have many zeros at their end.
    /// </summary>
    private static ulong StepOf(ReadOnlySpan<long> values, long first)
    {
        var step = 0UL;
        foreach (var value in values)
        {
            var difference = unchecked((ulong)(value - first));
            if (step == 0 || difference % step != 0)
            {
                step = GreatestCommonDivisor(step, difference);
                if (step == 1)
                {
                    break;
                }
            }
        }

        return Math.Max(1, step);
    }

    private static ulong GreatestCommonDivisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static void Pack(PooledBuffer output, ReadOnlySpan<long> values, int bits, long first, ulong step)
    {
        if (bits == 0)
        {
            return;
        }

        // Each step stores a whole word, of which the bytes that are complete stay.
        var length = checked((int)((((long)values.Length * bits) + 7) / 8));
        var bytes = output.GetSpan(length + sizeof(ulong));
        var word = 0UL;
        var filled = 0;
        var position = 0;
        foreach (var value in values)
        {
            var multiple = unchecked((ulong)(value - first));
            word |= (step == 1 ? multiple : multiple / step) << filled;
            filled += bits;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[position..], word);
            position += filled >> 3;
            word = filled == 64 ? 0 : word >> (filled & ~7);
            filled &= 7;
        }

        if (filled > 0)
        {
            bytes[position] = (byte)word;
        }

        output.Advance(length);
    }
}
