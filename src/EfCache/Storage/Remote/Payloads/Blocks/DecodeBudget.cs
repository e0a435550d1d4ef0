namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>
/// How much memory values may still take that are larger than their bytes in the payload. A column of many rows takes no more than its rows'
/// limit; an array in a value states its own length, and a few bytes could state a long one.
/// </summary>
internal sealed class DecodeBudget(long bytes)
{
    private long _left = bytes;

    public bool IsExceeded { get; private set; }

    public bool TryCharge(long bytes)
    {
        IsExceeded |= bytes > _left;
        _left -= IsExceeded ? 0 : bytes;
        return !IsExceeded;
    }
}
