using EfCache.Storage.Remote;

namespace EfCache.Redis;

/// <summary>
/// A tag's cell on the server: an S and the 16 bytes of a stamp, or a W and for each writer in flight the 16 bytes of its id and 13
/// digits, the end of its lease in milliseconds since 1970 by the server's clock.
/// </summary>
internal static class RedisCell
{
    private const byte StampKind = (byte)'S';
    private const byte WritersKind = (byte)'W';
    private const int StampLength = 16;

    /// <summary>How much of a cell tells what it is: a byte more than a stamp's.</summary>
    public const int LengthToRead = 1 + StampLength + 1;

    public static CellSight Read(ReadOnlySpan<byte> cell, RedisRun run, bool mayFill) =>
        cell.Length == 1 + StampLength && cell[0] == StampKind
            ? new(CellKind.Stamp, new Guid(cell[1..]), run.Epoch, mayFill)
        : !cell.IsEmpty && cell[0] == WritersKind ? new(CellKind.Writers, default, run.Epoch, mayFill)
        : new(CellKind.Missing, default, run.Epoch, mayFill);
}
