namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Goes through the bytes of blocks, and never past their end whatever they say.</summary>
internal struct BlockReader(byte[] buffer, int position, int end, DecodeBudget? budget)
{
    private const int MaxNumberLength = 10;

    /// <summary>The array that the blocks are read from in place.</summary>
    public byte[] Buffer { get; } = buffer;

    public int Position { get; private set; } = position;

    public int End { get; } = end;

    /// <summary>None when the bytes were checked before.</summary>
    public DecodeBudget? Budget { get; } = budget;

    public readonly int Remaining => End - Position;

    public readonly ReadOnlySpan<byte> RemainingSpan => Buffer.AsSpan(Position, Remaining);

    /// <summary>A part of what was skipped, with the same budget.</summary>
    public readonly BlockReader Part(int start, int end) => new(Buffer, start, end, Budget);

    public bool TryReadByte(out byte value)
    {
        if (Position < End)
        {
            value = Buffer[Position++];
            return true;
        }

        value = 0;
        return false;
    }

    public bool TryReadNumber(out ulong value)
    {
        value = 0;
        for (var i = 0; i < MaxNumberLength && TryReadByte(out var part); i++)
        {
            value |= (ulong)(part & 0x7f) << (7 * i);
            if (part <= 0x7f)
            {
                return true;
            }
        }

        return false;
    }

    public bool TryReadSigned(out long value)
    {
        var found = TryReadNumber(out var number);
        value = (long)(number >> 1) ^ -(long)(number & 1);
        return found;
    }

    /// <summary>A number of things, of which there may be no more than this many.</summary>
    public bool TryReadCount(int max, out int count)
    {
        var found = TryReadNumber(out var number) && number <= (ulong)max;
        count = found ? (int)number : 0;
        return found;
    }

    public bool TrySkip(long count, out int start)
    {
        start = Position;
        if (count > Remaining)
        {
            return false;
        }

        Position += (int)count;
        return true;
    }
}
