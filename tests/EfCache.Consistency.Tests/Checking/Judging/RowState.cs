using System.Globalization;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// The newest that is known of a row, in one number so that it can be read and raised without a lock: never there, live with
/// a version, or deleted. Versions and deletions share one series of numbers, so that the greater of two states of one row is
/// the later one.
/// </summary>
internal readonly record struct RowState(long Code)
{
    public static readonly RowState Never = new(0);

    public bool IsLive => Code != 0 && (Code & 1) == 0;

    public long Number => Code >> 1;

    public static RowState Live(long version) => new(version << 1);

    public static RowState Deleted(long number) => new((number << 1) | 1);

    public override string ToString() =>
        Code == 0 ? "never there"
        : IsLive ? string.Create(CultureInfo.InvariantCulture, $"version {Number}")
        : string.Create(CultureInfo.InvariantCulture, $"deleted (at {Number})");
}
