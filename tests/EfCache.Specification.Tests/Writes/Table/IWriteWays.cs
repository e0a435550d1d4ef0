namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>A group of the table's rows.</summary>
internal interface IWriteWays
{
    static abstract IReadOnlyList<WriteWay> All { get; }
}
