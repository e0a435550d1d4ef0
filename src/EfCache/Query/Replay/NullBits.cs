namespace EfCache.Query.Replay;

/// <summary>Which rows of a column are null. Takes no memory while none is.</summary>
internal struct NullBits
{
    private ulong[]? _bits;

    public readonly bool this[int row] =>
        _bits is { } bits && row >> 6 < bits.Length && (bits[row >> 6] & (1UL << row)) != 0;

    public void Set(int row)
    {
        var word = row >> 6;
        if (_bits is null || word >= _bits.Length)
        {
            Array.Resize(ref _bits, Math.Max(word + 1, 2 * (_bits?.Length ?? 0)));
        }

        _bits[word] |= 1UL << row;
    }
}
