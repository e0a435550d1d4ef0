namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>What was acknowledged of every row when a read began. It is taken before the read, and made once for each reader.</summary>
/// <remarks>
/// It is not one moment's, and need not be: each state is one that was acknowledged before the read began, or a later one of
/// another row. States only rise, so that none of them is later than the begin.
/// </remarks>
internal sealed class Snapshot(History history)
{
    private readonly TableStates[] _tables = [.. history.Tables.Select(table => new TableStates(table))];

    public long Moment { get; private set; }

    public TableStates this[RowTable table] => Array.Find(_tables, states => states.Table == table)!;

    public void Take()
    {
        foreach (var table in _tables)
        {
            table.Take();
        }

        Moment = history.NextMoment();
    }

    /// <summary>One table's rows.</summary>
    internal sealed class TableStates(RowTable table)
    {
        private RowState[] _states = new RowState[Math.Max(16, table.Count)];
        private long[] _deletions = new long[Math.Max(16, table.Count)];

        public RowTable Table => table;

        public int First { get; private set; }

        public int Count { get; private set; }

        public RowState StateOf(int slot) =>
            slot < First ? RowState.Deleted(table.LastDeletionOf(slot))
            : slot < Count ? _states[slot - First]
            : RowState.Never;

        public long LastDeletionOf(int slot) => slot >= First && slot < Count ? _deletions[slot - First] : 0;

        public void Take()
        {
            First = table.First;
            Count = table.Count;
            if (_states.Length < Count - First)
            {
                _states = new RowState[2 * (Count - First)];
                _deletions = new long[_states.Length];
            }

            for (var slot = First; slot < Count; slot++)
            {
                // In this order: then a deletion that comes in between shows as one that was not known when the read began.
                _deletions[slot - First] = table.LastDeletionOf(slot);
                _states[slot - First] = table.StateOf(slot);
            }
        }
    }
}
