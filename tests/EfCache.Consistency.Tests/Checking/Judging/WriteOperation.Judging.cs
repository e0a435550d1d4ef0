namespace EfCache.Consistency.Tests.Checking.Judging;

/// <content>What reads are told of it while it is under way, and what they wait for.</content>
internal sealed partial class WriteOperation
{
    /// <summary>Whether it may bring about that a query no longer returns a row that it returned before.</summary>
    /// <param name="table">The row's table.</param>
    /// <param name="slot">The row's place.</param>
    /// <param name="isFixed">The query is for what of a row never changes: then only a deletion takes it away.</param>
    public bool MayRemove(RowTable table, int slot, bool isFixed)
    {
        lock (_lock)
        {
            return !_hasEnded && MayRemoveUnlocked(table, slot, isFixed);
        }
    }

    public bool MayChange(RowTable table, int slot) => MayRemove(table, slot, isFixed: false);

    /// <summary>The absence is judged when the operation has ended.</summary>
    public bool TryAwait(Absence absence, RowTable table, int slot, bool isFixed)
    {
        lock (_lock)
        {
            if (_hasEnded || !MayRemoveUnlocked(table, slot, isFixed))
            {
                return false;
            }

            absence.Await();
            _absences.Add(absence);
            return true;
        }
    }

    /// <summary>A read returned the version: reports it, should it turn out to have been rolled back.</summary>
    public void NoteSeen(long version, Action report)
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                _seen.Add((version, report));
                return;
            }
        }

        if (history.OutcomeOf(version) == WriteOutcomeKind.RolledBack)
        {
            report();
        }
    }

    private void ReportSeen(Func<long, bool> isConcerned)
    {
        (long Version, Action Report)[] seen;
        lock (_lock)
        {
            seen = [.. _seen.Where(one => isConcerned(one.Version))];
        }

        foreach (var (version, report) in seen)
        {
            if (history.OutcomeOf(version) == WriteOutcomeKind.RolledBack)
            {
                report();
            }
        }
    }
}
