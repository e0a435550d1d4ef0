namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Which values are null, while they are being written. Takes no memory while none is.</summary>
internal struct NullRows(int count)
{
    private byte[]? _bits;
    private int _nulls;

    public readonly bool IsEmpty => _nulls == 0;

    /// <summary>Every value is null, and there is one.</summary>
    public readonly bool IsFull => _nulls == count && count > 0;

    public readonly bool this[int row] => _bits is { } bits && (bits[row >> 3] & (1 << (row & 7))) != 0;

    /// <summary>Each row at most once.</summary>
    public void Set(int row)
    {
        _bits ??= new byte[(count + 7) / 8];
        _bits[row >> 3] |= (byte)(1 << (row & 7));
        _nulls++;
    }

    public readonly void WriteTo(PooledBuffer output)
    {
        output.WriteByte(
            IsEmpty ? NullMap.None
            : IsFull ? NullMap.All
            : NullMap.Some
        );
        if (!IsEmpty && !IsFull)
        {
            output.Write(_bits);
        }
    }
}
