namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Values of different lengths, one after the other, and where each ends.</summary>
/// <remarks><c>[lane of the ends, counted from the first value's start] [the values]</c></remarks>
internal readonly struct Heap
{
    private readonly Lane _ends;
    private readonly int _start;

    private Heap(Lane ends, int start, int length)
    {
        _ends = ends;
        _start = start;
        Length = length;
    }

    public int Length { get; }

    /// <summary>All values but the first are empty.</summary>
    public bool IsConstant => _ends.IsConstant;

    public int Start => _start;

    public static void Write(PooledBuffer output, ReadOnlySpan<long> ends, ReadOnlySpan<byte> values)
    {
        LaneWriter.Write(output, ends);
        output.Write(values);
    }

    /// <summary>False also when a value ends before it starts, or behind the reader's end.</summary>
    public static bool TryRead(ref BlockReader reader, int count, out Heap heap)
    {
        heap = default;
        if (!Lane.TryRead(ref reader, count, out var ends))
        {
            return false;
        }

        long end = 0;
        var different = ends.IsConstant ? Math.Min(count, 1) : count;
        for (var i = 0; i < different; i++)
        {
            var next = ends.At(reader.Buffer, i);
            if (next < end)
            {
                return false;
            }

            end = next;
        }

        if (!reader.TrySkip(end, out var start))
        {
            return false;
        }

        heap = new Heap(ends, start, (int)end);
        return true;
    }

    /// <summary>Where the value stands in the buffer.</summary>
    public (int Start, int End) At(byte[] buffer, int index) =>
        (_start + (index == 0 ? 0 : (int)_ends.At(buffer, index - 1)), _start + (int)_ends.At(buffer, index));
}
