namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Which values of a block are null, in place.</summary>
/// <remarks><c>[0]</c> none; <c>[1] [a bit for each value, the lowest first]</c>; <c>[2]</c> all, and nothing follows.</remarks>
internal readonly struct NullMap
{
    public const byte None = 0;
    public const byte Some = 1;
    public const byte All = 2;

    private readonly byte _kind;
    private readonly int _start;

    private NullMap(byte kind, int start)
    {
        _kind = kind;
        _start = start;
    }

    public bool IsAll => _kind == All;

    public static bool TryRead(ref BlockReader reader, int count, out NullMap map)
    {
        var start = 0;
        if (
            reader.TryReadByte(out var kind)
            && kind <= All
            && (kind != Some || reader.TrySkip((count + 7L) / 8, out start))
        )
        {
            map = new NullMap(kind, start);
            return true;
        }

        map = default;
        return false;
    }

    public bool IsNull(byte[] buffer, int row) =>
        _kind != None && (_kind == All || (buffer[_start + (row >> 3)] & (1 << (row & 7))) != 0);
}
