namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// A read missed a row that only operations can have taken away that were still under way: one of them must be committed.
/// </summary>
internal sealed class Absence(RowTable table, int slot, bool isFixed, Action report)
{
    private int _outstanding = 1;
    private volatile bool _isJustified;

    public void Await() => Interlocked.Increment(ref _outstanding);

    /// <summary>One of those that it waits for has ended, or the one who made it has asked all of them.</summary>
    public void Settle(IReadOnlyCollection<RowEffect> committed)
    {
        if (
            committed.Any(effect =>
                effect.Table == table && effect.Slot == slot && (effect.Change == RowChange.Delete || !isFixed)
            )
        )
        {
            _isJustified = true;
        }

        if (Interlocked.Decrement(ref _outstanding) == 0 && !_isJustified)
        {
            report();
        }
    }
}
