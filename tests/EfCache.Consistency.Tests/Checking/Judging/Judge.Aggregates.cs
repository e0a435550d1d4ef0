namespace EfCache.Consistency.Tests.Checking.Judging;

/// <content>Counts, sums and maxima.</content>
internal sealed partial class Judge
{
    /// <summary>
    /// The numbers must be those of some state that the rows have had since the read began: either exactly those of what was
    /// known then, or within what operations can have changed that have ended since or are under way.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="slots">The places that the query is for.</param>
    /// <param name="isExpected">What else the query asks for; null if that is all.</param>
    /// <param name="count">The number of rows; null when the query did not ask.</param>
    /// <param name="sum">The sum of their versions; null when the query did not ask.</param>
    /// <param name="max">Their greatest version, 0 without rows; null when the query did not ask.</param>
    public void JudgeAggregate(
        RowTable table,
        IReadOnlyCollection<int> slots,
        Func<long, bool>? isExpected,
        int? count,
        long? sum,
        long? max
    )
    {
        var exact = new AggregateBounds();
        foreach (var slot in slots)
        {
            var known = _snapshot[table].StateOf(slot);
            if (known.IsLive && isExpected?.Invoke(known.Number) != false)
            {
                exact.AddCertain(known.Number);
            }
        }

        if (exact.Allow(count, sum, max))
        {
            return;
        }

        var bounds = BoundsOf(table, slots, isExpected);
        if (!bounds.Allow(count, sum, max))
        {
            Report(
                ViolationKind.Aggregate,
                $"{table.Name}: count {count}, sum {sum}, max {max} is outside of {bounds}, exactly {exact}"
            );
        }
    }

    private AggregateBounds BoundsOf(RowTable table, IReadOnlyCollection<int> slots, Func<long, bool>? isExpected)
    {
        var bounds = new AggregateBounds();

        // First what is under way: what has ended when that was looked at, has raised the states that are looked at after.
        var open = history.Open;
        foreach (var slot in slots)
        {
            var known = _snapshot[table].StateOf(slot);
            var isChanging = open.Any(operation => operation.MayChange(table, slot));
            var isGoing = open.Any(operation => operation.MayRemove(table, slot, isFixed: true));
            var hasChanged = table.StateOf(slot) != known;
            var hasGone = table.LastDeletionOf(slot) != _snapshot[table].LastDeletionOf(slot);
            var isUnchanged = !isChanging && !hasChanged;
            var stays = known.IsLive && !isGoing && !hasGone;
            if (isUnchanged)
            {
                if (known.IsLive && isExpected?.Invoke(known.Number) != false)
                {
                    bounds.AddCertain(known.Number);
                }
            }
            else if (stays && isExpected is null)
            {
                bounds.AddAtLeast(known.Number);
            }
            else
            {
                bounds.AddPossible();
            }
        }

        // Rows whose keys were not known when the read began.
        var added = table.Count - _snapshot[table].Count + open.Sum(operation => operation.InsertsWithoutKey(table));
        for (var i = 0; table == history.Payments && i < added; i++)
        {
            bounds.AddPossible();
        }

        return bounds;
    }
}
