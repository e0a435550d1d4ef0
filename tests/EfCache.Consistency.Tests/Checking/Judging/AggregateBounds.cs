using System.Globalization;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>Between what a count, a sum and a maximum of versions may lie.</summary>
internal sealed class AggregateBounds
{
    private int _leastCount;
    private int _mostCount;
    private long _leastSum;
    private long _mostSum;
    private long _leastMax;
    private long _mostMax;

    /// <summary>A row that is there, at this version.</summary>
    public void AddCertain(long version)
    {
        Add(version, version);
        _leastCount++;
    }

    /// <summary>A row that is there, at this version or a later one.</summary>
    public void AddAtLeast(long version)
    {
        Add(version, long.MaxValue);
        _leastCount++;
    }

    /// <summary>A row that may be there, at any version.</summary>
    public void AddPossible() => Add(0, long.MaxValue);

    public bool Allow(int? count, long? sum, long? max) =>
        (count is null || (count >= _leastCount && count <= _mostCount))
        && (sum is null || (sum >= _leastSum && sum <= _mostSum))
        && (max is null || (max >= _leastMax && max <= _mostMax));

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"count {_leastCount}..{_mostCount}, sum {_leastSum}..{_mostSum}, max {_leastMax}..{_mostMax}"
        );

    private void Add(long least, long most)
    {
        _mostCount++;
        _leastSum += least;
        _leastMax = Math.Max(_leastMax, least);
        _mostMax = Math.Max(_mostMax, most);
        _mostSum = most == long.MaxValue || _mostSum == long.MaxValue ? long.MaxValue : _mostSum + most;
    }
}
