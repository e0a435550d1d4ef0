using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

/// <summary>One int, in one row.</summary>
internal sealed class TestColumn(int value) : ResultColumn<int>("Value", "INTEGER", typeof(int))
{
    public static CachedResult Result(int value, long size = 100) => new([new TestColumn(value)], 1, size);

    public override bool IsDBNull(int row) => false;

    public override int GetValue(int row) => value;
}
