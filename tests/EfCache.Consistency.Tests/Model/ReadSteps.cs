namespace EfCache.Consistency.Tests.Model;

/// <summary>The steps of a read: what is fetched, compared, and kept of it.</summary>
internal sealed class ReadSteps(ModelScenario scenario, Store store, Sight sight)
{
    public void FetchEntry(State state, int index, ref Reader reader)
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

        Decide(state, index, ref reader);
    }

    public void FetchCell(State state, int index, ref Reader reader, int slot)
    {
        reader.Fetched |= (byte)(2 << slot);
        if (TryTakeCell(state, index, ref reader, slot))
        {
            Decide(state, index, ref reader);
        }
    }

    public void CompareAndSet(State state, int index, ref Reader reader, int slot)
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

        // The winner's stamp, if it is one; where it is none, as when the cell was lost again, it is tried again.
        if (TryTakeCell(state, index, ref reader, slot))
        {
            Complete(index, ref reader);
        }
    }

    public void Fill(State state, int index, ref Reader reader)
    {
        store.Fill(state, scenario.Readers[index].Query, reader);
        if (scenario.Shares)
        {
            reader.Stage = ReaderStage.Landing;
        }
        else
        {
            End(ref reader);
        }
    }

    /// <summary>Takes what a cell says into the ticket.</summary>
    /// <returns>False when the read is over, since it is to store nothing.</returns>
    private bool TryTakeCell(State state, int index, ref Reader reader, int slot)
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
            sight.Answer(state, index, reader.Began, reader.Value);
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
    public void Complete(int index, ref Reader reader)
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

    public void ReadDatabase(State state, int index, ref Reader reader)
    {
        if (reader.HasEntry == 0)
        {
            reader.Value = sight.Read(state, index);
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

    public void End(ref Reader reader)
    {
        var left = scenario.Reads == ModelScenario.Unlimited ? reader.ReadsLeft : (byte)(reader.ReadsLeft - 1);
        reader = new Reader { ReadsLeft = left };
    }
}
