namespace EfCache.Consistency.Tests.Checking.Judging;

internal enum RowChange
{
    Insert,
    Update,
    Delete,
}
