namespace EfCache.Consistency.Tests.Model;

/// <summary>What happens to readers and writers: to the database, to leases, to cells and entries, to servers.</summary>
/// <remarks>
/// There is no clock. A lease may end at any time but between its mark and the end of its transaction, and in each cell at
/// another time. What lasts one lease from a loss on (a quarantine, the first lease of an epoch) may end as soon as no
/// writer that still needs its mark can have lost it.
/// </remarks>
internal sealed class Surroundings(ModelScenario scenario, Stamps stamps)
{
    public void Enumerate(State state, List<Step> steps)
    {
        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            if (state.Writers[writer].Stage == WriterStage.Pending)
            {
                steps.Add(new Step(StepKind.CommitBecomesVisible, writer));
                steps.Add(new Step(StepKind.CommitIsDropped, writer));
            }
        }

        for (var tag = 0; tag < state.Cells.Length; tag++)
        {
            EnumerateCell(state, tag, steps);
        }

        for (var query = 0; query < state.Entries.Length; query++)
        {
            if (state.Rest.EntryEvictions > 0 && state.Entries[query].Exists != 0)
            {
                steps.Add(new Step(StepKind.EvictEntry, query));
            }
        }

        for (var server = 0; server < state.Servers.Length && scenario.Restarts > 0; server++)
        {
            EnumerateServer(state, server, steps);
        }
    }

    public void Apply(State state, Step step)
    {
        ref var rest = ref state.Rest;
        switch (step.Kind)
        {
            case StepKind.CommitBecomesVisible:
                rest.Database |= (byte)(1 << step.Actor);
                Settle(ref state.Writers[step.Actor]);
                break;
            case StepKind.CommitIsDropped:
                Settle(ref state.Writers[step.Actor]);
                break;
            case StepKind.LeaseEnds:
                End(ref state.Cells[step.Target], 1 << step.Actor);
                Notice(ref state.Writers[step.Actor], step.Target);
                break;
            case StepKind.QuarantineEnds:
                End(ref state.Cells[step.Target], Cell.Quarantine);
                break;
            case StepKind.EpochsFirstLeaseEnds:
                state.Servers[step.Actor].IsYoung = 0;
                break;
            case StepKind.EvictCell:
                state.Cells[step.Target] = default;
                Spend(ref rest.CellEvictions);
                break;
            case StepKind.EvictEntry:
                state.Entries[step.Actor] = default;
                Spend(ref rest.EntryEvictions);
                break;
            case StepKind.Save:
                Save(state, step.Actor);
                break;
            default:
                Restart(state, step.Actor, step.Kind == StepKind.RestartFromSaved);
                break;
        }
    }

    /// <summary>A lease passes, and nobody needs it.</summary>
    public void EndAllLeases(State state)
    {
        foreach (ref var cell in state.Cells)
        {
            if (scenario.HasLeases)
            {
                End(ref cell, cell.Running);
            }
        }

        foreach (ref var server in state.Servers)
        {
            server.IsYoung = 0;
        }
    }

    private void EnumerateCell(State state, int tag, List<Step> steps)
    {
        var cell = state.Cells[tag];
        for (var writer = 0; writer < state.Writers.Length && scenario.HasLeases; writer++)
        {
            if ((cell.Running & (1 << writer)) != 0 && LeaseMayEnd(state.Writers[writer], tag))
            {
                steps.Add(new Step(StepKind.LeaseEnds, writer, tag));
            }
        }

        if ((cell.Running & Cell.Quarantine) != 0 && NobodyLostItsMark(state, tag))
        {
            steps.Add(new Step(StepKind.QuarantineEnds, 0, tag));
        }

        var mayBeLost = !cell.IsInFlight || scenario.IsStrict || scenario.LosesMarks;
        if (state.Rest.CellEvictions > 0 && !cell.IsMissing && mayBeLost)
        {
            steps.Add(new Step(StepKind.EvictCell, 0, tag));
        }
    }

    private void EnumerateServer(State state, int server, List<Step> steps)
    {
        if (state.Servers[server].IsYoung != 0 && NobodyLostItsMarkOn(state, server))
        {
            steps.Add(new Step(StepKind.EpochsFirstLeaseEnds, server));
        }

        if (state.Rest.Saves > 0)
        {
            steps.Add(new Step(StepKind.Save, server));
        }

        if (state.Rest.Restarts > 0)
        {
            steps.Add(new Step(StepKind.RestartEmpty, server));
            if ((state.Rest.Saved & (1 << server)) != 0)
            {
                steps.Add(new Step(StepKind.RestartFromSaved, server));
            }
        }
    }

    private bool LeaseMayEnd(in Writer writer, int tag) =>
        !writer.NeedsMarks
        || scenario.OverlongCommits
        || (writer.Stage == WriterStage.Marking && writer.EarlyEnds > 0 && (writer.Marked & (1 << tag)) != 0);

    private static bool NobodyLostItsMark(State state, int tag)
    {
        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            ref var other = ref state.Writers[writer];
            var isMarked = other.NeedsMarks && (other.Marked & (1 << tag)) != 0;
            if (isMarked && (state.Cells[tag].Running & (1 << writer)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool NobodyLostItsMarkOn(State state, int server)
    {
        for (var tag = 0; tag < state.Cells.Length; tag++)
        {
            if (scenario.Servers[tag] == server && !NobodyLostItsMark(state, tag))
            {
                return false;
            }
        }

        return true;
    }

    private static void End(ref Cell cell, int holders)
    {
        cell.Ended |= (byte)(cell.Running & holders);
        cell.Running &= (byte)~holders;
    }

    /// <summary>A writer that has not sent COMMIT yet sees by its own clock that it has to mark again.</summary>
    private void Notice(ref Writer writer, int tag)
    {
        if (writer.Stage == WriterStage.Marking && !scenario.OverlongCommits)
        {
            writer.EarlyEnds--;
            if (scenario.Broken != BrokenRule.CommitAfterLease)
            {
                writer.Marked &= (byte)~(1 << tag);
            }
        }
    }

    private static void Settle(ref Writer writer)
    {
        writer.Marked = 0;
        writer.Stage = WriterStage.Settled;
    }

    private static void Spend(ref byte budget)
    {
        if (budget != ModelScenario.Unlimited)
        {
            budget--;
        }
    }

    private void Save(State state, int server)
    {
        state.Rest.Saves--;
        state.Rest.Saved |= (byte)(1 << server);
        Copy(state.Cells, state.SavedCells, state.Entries, state.SavedEntries, server);
    }

    private void Restart(State state, int server, bool fromSaved)
    {
        state.Rest.Restarts--;
        state.Servers[server] = new Server { Epoch = stamps.FreshEpoch(state, server), IsYoung = 1 };
        if (fromSaved)
        {
            Copy(state.SavedCells, state.Cells, state.SavedEntries, state.Entries, server);
        }
        else
        {
            Span<Cell> noCells = stackalloc Cell[state.Cells.Length];
            Span<Entry> noEntries = stackalloc Entry[state.Entries.Length];
            noCells.Clear();
            noEntries.Clear();
            Copy(noCells, state.Cells, noEntries, state.Entries, server);
        }

        if (state.Rest.Restarts == 0)
        {
            // Nobody comes back to it any more.
            state.Rest.Saves = 0;
            state.Rest.Saved = 0;
            state.SavedCells.Clear();
            state.SavedEntries.Clear();
        }
    }

    private void Copy(
        ReadOnlySpan<Cell> cells,
        Span<Cell> toCells,
        ReadOnlySpan<Entry> entries,
        Span<Entry> toEntries,
        int server
    )
    {
        for (var tag = 0; tag < cells.Length; tag++)
        {
            toCells[tag] = scenario.Servers[tag] == server ? cells[tag] : toCells[tag];
        }

        for (var query = 0; query < entries.Length; query++)
        {
            toEntries[query] = scenario.Queries[query].Server == server ? entries[query] : toEntries[query];
        }
    }
}
