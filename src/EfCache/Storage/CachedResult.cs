namespace EfCache.Storage;

/// <summary>One query's rows, whole, column by column. Immutable, and read by many readers at once.</summary>
internal sealed class CachedResult(ResultColumn[] columns, int rowCount, long size)
{
    public ResultColumn[] Columns { get; } = columns;

    public int RowCount { get; } = rowCount;

    /// <summary>What it takes in memory, in bytes, estimated from above.</summary>
    public long Size { get; } = size;
}
