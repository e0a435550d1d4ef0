namespace EfCache.Consistency.Tests.Model;

/// <summary>What a reader can do next, and how it ends its reads: rules 1, 2, 3, 8 and 11.</summary>
/// <remarks>
/// What a reader does on its own is done with the step before: it compares with its last fetch. A read that is to store
/// nothing ends as soon as that is known; it goes on to the database, which cannot be stale and touches no cell. A reader
/// that crashes is one that no interleaving ever goes on with.
/// </remarks>
internal sealed class ReaderProgram(ModelScenario scenario, Store store)
{
    private const byte HasSnapshot = 8;

    public void Enumerate(State state, int index, List<Step> steps)
    {
        var role = scenario.Readers[index];
        ref var reader = ref state.Readers[index];
        if (reader.IsBetweenReads && !CanBegin(state, role, reader))
        {
            return;
        }

        if (role.IsInTransaction && !BreaksRule8(role))
        {
            AddIf(scenario.Reads != ModelScenario.Unlimited, steps, StepKind.ReadInTransaction, index);
            return;
        }

        if (role.HasSnapshot && reader.Snapshot == 0)
        {
            steps.Add(new Step(StepKind.BeginSnapshot, index));
            return;
        }

        Enumerate(state, index, reader, steps);
    }

    private void Enumerate(State state, int index, in Reader reader, List<Step> steps)
    {
        var query = scenario.Queries[scenario.Readers[index].Query];
        switch (reader.Stage)
        {
            case ReaderStage.Fetching or ReaderStage.Refetching:
                AddIf((reader.Fetched & 1) == 0, steps, StepKind.FetchEntry, index);
                for (var slot = 0; slot < query.Tags.Length; slot++)
                {
                    AddIf((reader.Fetched & (2 << slot)) == 0, steps, StepKind.FetchCell, index, slot);
                }

                break;
            case ReaderStage.Served:
                steps.Add(new Step(StepKind.Leave, index));
                steps.Add(new Step(StepKind.Refresh, index));
                break;
            case ReaderStage.Completing:
                for (var slot = 0; slot < query.Tags.Length; slot++)
                {
                    AddIf(reader.Stamps[slot] == 0, steps, StepKind.CompareAndSet, index, slot);
                }

                break;
            case ReaderStage.Reading:
                steps.Add(new Step(StepKind.ReadDatabase, index));
                AddIf(scenario.Shares && CanShare(state, index), steps, StepKind.Share, index);
                break;
            case ReaderStage.Filling:
                steps.Add(new Step(StepKind.Fill, index));
                break;
            case ReaderStage.Landing:
                steps.Add(new Step(StepKind.Land, index));
                break;
        }
    }

    public void Apply(State state, Step step)
    {
        ref var reader = ref state.Readers[step.Actor];
        switch (step.Kind)
        {
            case StepKind.FetchEntry:
                Begin(state, step.Actor, ref reader);
                FetchEntry(state, step.Actor, ref reader);
                Decide(state, step.Actor, ref reader);
                break;
            case StepKind.FetchCell:
                Begin(state, step.Actor, ref reader);
                reader.Fetched |= (byte)(2 << step.Target);
                if (FetchCell(state, step.Actor, ref reader, step.Target))
                {
                    Decide(state, step.Actor, ref reader);
                }

                break;
            case StepKind.CompareAndSet:
                CompareAndSet(state, step.Actor, ref reader, step.Target);
                break;
            case StepKind.ReadDatabase:
                ReadDatabase(state, step.Actor, ref reader);
                break;
            case StepKind.Share:
                Answer(state, step.Actor, reader.Began, state.Readers[Other(step.Actor)].Value);
                End(ref reader);
                break;
            case StepKind.Fill:
                store.Fill(state, scenario.Readers[step.Actor].Query, reader);
                if (scenario.Shares)
                {
                    reader.Stage = ReaderStage.Landing;
                    break;
                }

                End(ref reader);
                break;
            case StepKind.Refresh:
                Complete(step.Actor, ref reader);
                break;
            case StepKind.BeginSnapshot:
                reader.Snapshot = (byte)(state.Rest.Database | HasSnapshot);
                break;
            default:
                End(ref reader);
                break;
        }
    }

    private static void AddIf(bool condition, List<Step> steps, StepKind kind, int reader, int target = 0)
    {
        if (condition)
        {
            steps.Add(new Step(kind, reader, target));
        }
    }

    private bool CanBegin(State state, ReaderRole role, in Reader reader) =>
        (scenario.Reads == ModelScenario.Unlimited || reader.ReadsLeft > 0)
        && (role.Transaction < 0 || state.Writers[role.Transaction] is { Stage: WriterStage.Marking, Marked: 0 });

    private bool BreaksRule8(ReaderRole role) =>
        scenario.Broken == (role.HasSnapshot ? BrokenRule.SnapshotFills : BrokenRule.OwnWritesCached);

    private void Begin(State state, int index, ref Reader reader)
    {
        if (reader.Fetched == 0 && reader.Stage == ReaderStage.Fetching)
        {
            reader.Began = (byte)(MustSee(state) & Changes(state, index) | Own(index));
        }
    }

    private void FetchEntry(State state, int index, ref Reader reader)
    {
        reader.Fetched |= 1;
        ref var entry = ref state.Entries[scenario.Readers[index].Query];
        if (entry.Exists != 0)
        {
            reader.HasEntry = 1;
            reader.Value = entry.Value;
            reader.EntryStamps = entry.Stamps;
            reader.EntryEpochs = entry.Epochs;
        }
    }

    /// <returns>Whether the read goes on.</returns>
    private bool FetchCell(State state, int index, ref Reader reader, int slot)
    {
        var tag = scenario.Queries[scenario.Readers[index].Query].Tags[slot];
        var cell = state.Cells[tag];
        var server = state.Servers[scenario.Servers[tag]];
        if (cell.IsInFlight && !LooksOnUnderWriter())
        {
            End(ref reader);
            return false;
        }

        var isYoung = server.IsYoung != 0 && scenario.Broken != BrokenRule.NewEpochFilled;
        reader.CannotFill |= (byte)(cell.IsInFlight || isYoung ? 1 : 0);
        reader.Epochs[slot] = server.Epoch;
        var isCompared = cell.IsStamp || (cell.IsInFlight && scenario.Broken == BrokenRule.HitUnderWriter);
        reader.Stamps[slot] = isCompared ? cell.Stamp : (byte)0;
        reader.Ended[slot] = cell.IsExpired ? cell.Ended : (byte)0;
        return true;
    }

    private bool LooksOnUnderWriter() => scenario.Broken is BrokenRule.ComparisonSkipped or BrokenRule.HitUnderWriter;

    /// <summary>Compares as soon as it can, since nothing that is fetched later mends a cell that differs.</summary>
    private void Decide(State state, int index, ref Reader reader)
    {
        var query = scenario.Queries[scenario.Readers[index].Query];
        var isMiss = (reader.Fetched & 1) != 0 && !CanBeHit(index, reader);
        if (isMiss && reader.Stage == ReaderStage.Fetching)
        {
            ForgetEntry(ref reader);
        }

        if (reader.Fetched != query.Everything)
        {
            return;
        }

        if (reader.Stage == ReaderStage.Fetching && !isMiss)
        {
            Answer(state, index, reader.Began, reader.Value);
            ForgetEntry(ref reader);
            if (!scenario.Refreshes || reader.CannotFill != 0)
            {
                End(ref reader);
                return;
            }

            reader.Stage = ReaderStage.Served;
        }
        else if (reader.Stage == ReaderStage.Fetching && scenario.Broken == BrokenRule.TicketAfterRead)
        {
            reader.Stage = ReaderStage.Reading;
            reader.CannotFill = 0;
        }
        else
        {
            Complete(index, ref reader);
        }
    }

    /// <summary>Whether the entry was there and equals the cells that are fetched by now.</summary>
    private bool CanBeHit(int index, in Reader reader)
    {
        var query = scenario.Readers[index].Query;
        var isEqual = reader.HasEntry != 0;
        for (var slot = 0; isEqual && slot < scenario.Queries[query].Tags.Length; slot++)
        {
            isEqual = (reader.Fetched & (2 << slot)) == 0 || IsEqual(query, reader, slot);
        }

        return isEqual;
    }

    private bool IsEqual(int query, in Reader reader, int slot) =>
        scenario.Broken switch
        {
            BrokenRule.ComparisonSkipped => true,
            BrokenRule.MissingCellTakenForValid when reader.Stamps[slot] == 0 && reader.Ended[slot] == 0 => true,
            _ => reader.Stamps[slot] != 0
                && reader.Stamps[slot] == reader.EntryStamps[slot]
                && (!store.ComparesEpoch(query, slot) || reader.Epochs[slot] == reader.EntryEpochs[slot]),
        };

    /// <summary>Goes on as far as the ticket allows.</summary>
    private void Complete(int index, ref Reader reader)
    {
        if (reader.CannotFill != 0)
        {
            End(ref reader);
            return;
        }

        var isComplete = true;
        for (var slot = 0; slot < scenario.Queries[scenario.Readers[index].Query].Tags.Length; slot++)
        {
            isComplete &= reader.Stamps[slot] != 0;
        }

        if (scenario.Broken == BrokenRule.TicketAfterRead)
        {
            reader.Stage = isComplete ? ReaderStage.Filling : ReaderStage.Completing;
            return;
        }

        reader.Stage = isComplete ? ReaderStage.Reading : ReaderStage.Completing;
    }

    /// <summary>Drops what is not needed any more, so that states that differ in nothing else are one.</summary>
    private void ForgetEntry(ref Reader reader)
    {
        reader.EntryStamps = default;
        reader.EntryEpochs = default;
        if (scenario.Broken != BrokenRule.RefreshKeepsRows)
        {
            reader.HasEntry = 0;
            reader.Value = 0;
        }

        if (!scenario.Shares)
        {
            reader.Began = 0;
        }
    }

    private void CompareAndSet(State state, int index, ref Reader reader, int slot)
    {
        var tag = scenario.Queries[scenario.Readers[index].Query].Tags[slot];
        var cell = state.Cells[tag];
        var sawMissing = reader.Ended[slot] == 0;
        var isAsSeen = !cell.IsStamp && !cell.IsInFlight && cell.Ended == reader.Ended[slot];
        var isBlind =
            scenario.Broken == (sawMissing ? BrokenRule.MissingCellSetBlindly : BrokenRule.ExpiredCellSetBlindly);
        if (isAsSeen || isBlind)
        {
            store.Renew(state, tag);
        }

        // The winner's stamp, if it is one; another loser's sight is tried again.
        if (FetchCell(state, index, ref reader, slot))
        {
            Complete(index, ref reader);
        }
    }

    private void ReadDatabase(State state, int index, ref Reader reader)
    {
        if (reader.HasEntry == 0)
        {
            var database = reader.Snapshot != 0 ? reader.Snapshot & ~HasSnapshot : state.Rest.Database | Own(index);
            reader.Value = (byte)(database & Changes(state, index));
        }

        reader.HasEntry = 0;
        reader.Stage = ReaderStage.Filling;
        if (scenario.Broken == BrokenRule.TicketAfterRead)
        {
            reader.Fetched = 1;
            reader.Stamps = default;
            reader.Ended = default;
            reader.Stage = ReaderStage.Refetching;
        }
    }

    private static int Other(int reader) => 1 - reader;

    /// <summary>Rule 11: all cells were fetched by the reader itself, are stamps, and equal the leader's.</summary>
    private bool CanShare(State state, int index)
    {
        ref var reader = ref state.Readers[index];
        ref var leader = ref state.Readers[Other(index)];
        if (leader.Stage is not (ReaderStage.Filling or ReaderStage.Landing))
        {
            return false;
        }

        var isEqual = true;
        for (var slot = 0; slot < Pair.Length; slot++)
        {
            isEqual &= reader.Stamps[slot] == leader.Stamps[slot] && reader.Epochs[slot] == leader.Epochs[slot];
        }

        return isEqual || scenario.Broken == BrokenRule.JoinsWithoutStamps;
    }

    private void Answer(State state, int index, byte began, byte value)
    {
        state.WasHit = true;
        if ((began & ~value) != 0)
        {
            state.Violated |= ModelProperty.Stale;
        }

        if ((value & ~(state.Rest.Database | Own(index))) != 0)
        {
            state.Violated |= ModelProperty.Uncommitted;
        }
    }

    private void End(ref Reader reader)
    {
        var left = scenario.Reads == ModelScenario.Unlimited ? reader.ReadsLeft : (byte)(reader.ReadsLeft - 1);
        reader = new Reader { ReadsLeft = left };
    }

    /// <summary>The commits that a read that begins now must see.</summary>
    private int MustSee(State state)
    {
        if (!scenario.CountsFromBump)
        {
            return state.Rest.Database;
        }

        var bumped = 0;
        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            bumped |= state.Writers[writer].Stage == WriterStage.Done ? 1 << writer : 0;
        }

        return bumped & state.Rest.Database;
    }

    private int Own(int reader) => scenario.Readers[reader].Transaction is var writer and >= 0 ? 1 << writer : 0;

    /// <summary>The writers whose commits change the answer of the reader's query.</summary>
    private int Changes(State state, int reader)
    {
        var changes = 0;
        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            var write = scenario.WriteOf(writer, state.Writers[writer]);
            changes |= (write.Changes & (1 << scenario.Readers[reader].Query)) != 0 ? 1 << writer : 0;
        }

        return changes;
    }
}
