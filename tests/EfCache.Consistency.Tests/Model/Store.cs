namespace EfCache.Consistency.Tests.Model;

/// <summary>What the store does in one step of its own: to one cell, or to one entry.</summary>
internal sealed class Store(ModelScenario scenario, Stamps stamps)
{
    /// <summary>Rule 4.</summary>
    public void Mark(State state, int writer, int tag)
    {
        ref var cell = ref state.Cells[tag];
        var holders = (byte)(1 << writer);
        if (NeedsQuarantine(cell) && scenario.Broken != BrokenRule.MarkSkipsQuarantine)
        {
            holders |= Cell.Quarantine;
        }

        cell.Running = scenario.Broken == BrokenRule.SingleSlot ? holders : (byte)(cell.Running | holders);
        cell.Ended = 0;
        cell.Stamp = scenario.RemembersStamps ? cell.Stamp : (byte)0;
    }

    /// <summary>Rule 5.</summary>
    public void Bump(State state, int writer, int tag, bool isAgain)
    {
        ref var cell = ref state.Cells[tag];
        var own = (byte)(1 << writer);
        if (scenario.Broken == BrokenRule.BumpOnlyWithOwnMark && ((cell.Running | cell.Ended) & own) == 0)
        {
            return;
        }

        if (NeedsQuarantine(cell) && scenario.Broken != BrokenRule.BumpSkipsQuarantine)
        {
            cell.Running = Cell.Quarantine;
            return;
        }

        var stamp = Draw(state, writer, tag, isAgain);
        cell.Running &= (byte)~own;
        cell.Ended &= (byte)~own;
        if (cell.IsInFlight && scenario.Broken != BrokenRule.BumpOverwritesOthers)
        {
            cell.Ended = 0;
            return;
        }

        var restores =
            scenario.Broken == BrokenRule.RollbackRestoresStamp
            && cell.Stamp != 0
            && state.Writers[writer].Stage == WriterStage.RolledBack;
        cell = new Cell { Stamp = restores ? cell.Stamp : stamp };
    }

    /// <summary>Rules 2 and 6: gives a cell that is missing or expired what it is to be.</summary>
    public void Renew(State state, int tag)
    {
        ref var cell = ref state.Cells[tag];
        if (NeedsQuarantine(cell))
        {
            cell.Running = Cell.Quarantine;
            return;
        }

        var restores = scenario.Broken == BrokenRule.LeaseEndRestoresStamp && cell.Stamp != 0;
        cell = new Cell { Stamp = restores ? cell.Stamp : Fresh(state, tag) };
    }

    /// <summary>Rule 3: a plain set.</summary>
    public void Fill(State state, int query, in Reader reader)
    {
        ref var entry = ref state.Entries[query];
        if (scenario.Broken == BrokenRule.FillAdds && entry.Exists != 0)
        {
            return;
        }

        entry = new Entry
        {
            Exists = 1,
            Value = reader.Value,
            Stamps = reader.Stamps,
            Epochs = reader.Epochs,
        };
        if (scenario.Broken == BrokenRule.EpochOfFill)
        {
            var tags = scenario.Queries[query].Tags;
            for (var slot = 0; slot < tags.Length; slot++)
            {
                entry.Epochs[slot] = state.Servers[scenario.Servers[tags[slot]]].Epoch;
            }
        }
    }

    /// <summary>Keeps a record of what is dead, and notices what comes back to life.</summary>
    public void Watch(State state)
    {
        Watch(state, state.Entries, isServed: true);
        Watch(state, state.SavedEntries, isServed: false);
    }

    private void Watch(State state, Span<Entry> entries, bool isServed)
    {
        for (var query = 0; query < entries.Length; query++)
        {
            ref var entry = ref entries[query];
            var tags = scenario.Queries[query].Tags;
            for (var slot = 0; entry.Exists != 0 && slot < tags.Length; slot++)
            {
                var cell = state.Cells[tags[slot]];
                var isAlive =
                    cell.IsStamp
                    && cell.Stamp == entry.Stamps[slot]
                    && IsEpochOf(state, query, slot, entry.Epochs[slot]);
                if (!isAlive)
                {
                    entry.Dead |= (byte)(1 << slot);
                }
                else if (isServed && (entry.Dead & (1 << slot)) != 0)
                {
                    state.Violated |= ModelProperty.Revived;
                }
            }
        }
    }

    private bool IsEpochOf(State state, int query, int slot, byte epoch)
    {
        var server = scenario.Servers[scenario.Queries[query].Tags[slot]];
        return !ComparesEpoch(query, slot) || epoch == state.Servers[server].Epoch;
    }

    /// <summary>Rule 9.</summary>
    public bool ComparesEpoch(int query, int slot) =>
        scenario.Broken switch
        {
            BrokenRule.NoEpoch => false,
            BrokenRule.EpochOfEntryOnly => scenario.Servers[scenario.Queries[query].Tags[slot]]
                == scenario.Queries[query].Server,
            _ => true,
        };

    private bool NeedsQuarantine(in Cell cell) =>
        scenario.IsStrict && cell.IsMissing && scenario.Broken != BrokenRule.NoQuarantine;

    private byte Draw(State state, int writer, int tag, bool isAgain)
    {
        if (scenario.Broken != BrokenRule.StampSentTwice)
        {
            return Fresh(state, tag);
        }

        ref var sent = ref state.Writers[writer].Sent[tag];
        return sent = isAgain ? sent : Fresh(state, tag);
    }

    private byte Fresh(State state, int tag) =>
        scenario.Broken == BrokenRule.CountersRestart ? (byte)(state.Cells[tag].Stamp + 1) : stamps.Fresh(state, tag);
}
