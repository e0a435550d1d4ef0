namespace EfCache.Consistency.Tests.Model;

/// <summary>What a reader can do next, and how it ends its reads: rules 1, 2, 3, 8 and 11.</summary>
/// <remarks>
/// What a reader does on its own is done with the step before: it compares with its last fetch. A read that is to store
/// nothing ends as soon as that is known; it goes on to the database, which cannot be stale and touches no cell. A reader
/// that crashes is one that no interleaving ever goes on with.
/// </remarks>
internal sealed class ReaderProgram(ModelScenario scenario, ReadSteps read, Sight sight)
{
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
        if (reader.IsBetweenReads)
        {
            reader.Began = sight.MustHave(state, step.Actor);
        }

        switch (step.Kind)
        {
            case StepKind.FetchEntry:
                read.FetchEntry(state, step.Actor, ref reader);
                break;
            case StepKind.FetchCell:
                read.FetchCell(state, step.Actor, ref reader, step.Target);
                break;
            case StepKind.CompareAndSet:
                read.CompareAndSet(state, step.Actor, ref reader, step.Target);
                break;
            case StepKind.ReadDatabase:
                read.ReadDatabase(state, step.Actor, ref reader);
                break;
            case StepKind.Share:
                sight.Answer(state, step.Actor, reader.Began, state.Readers[Other(step.Actor)].Value);
                read.End(ref reader);
                break;
            case StepKind.Fill:
                read.Fill(state, step.Actor, ref reader);
                break;
            case StepKind.Refresh:
                read.Complete(step.Actor, ref reader);
                break;
            case StepKind.BeginSnapshot:
                reader.Began = 0;
                reader.Snapshot = Sight.Snapshot(state);
                break;
            default:
                read.End(ref reader);
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
}
