namespace EfCache.Consistency.Tests.Model;

/// <summary>What a writer can do next: rules 4 and 5.</summary>
/// <remarks>
/// A writer that never marked has not touched the store, so it neither crashes nor rolls back before its first mark. What
/// it writes is in the database with its commit; before that only its own transaction could see it.
/// </remarks>
internal sealed class WriterProgram(ModelScenario scenario, Store store)
{
    public void Enumerate(State state, int index, List<Step> steps)
    {
        ref var writer = ref state.Writers[index];
        if (IsWithinRead(state, index))
        {
            return;
        }

        switch (writer.Stage)
        {
            case WriterStage.Marking:
                EnumerateMarking(index, writer, steps);
                break;
            case WriterStage.Pending when scenario.Broken == BrokenRule.BumpOnUnknownOutcome:
                AddForEach(TagsOf(index, writer) & ~writer.Bumped, StepKind.Bump, index, steps);
                break;
            case WriterStage.Settled:
                steps.Add(new Step(StepKind.Learn, index));
                break;
            case WriterStage.Committed or WriterStage.RolledBack:
                AddForEach(TagsOf(index, writer) & ~writer.Bumped, StepKind.Bump, index, steps);
                if (scenario.Crashes)
                {
                    steps.Add(new Step(StepKind.Crash, index));
                }

                break;
        }

        if (writer.Repeats > 0)
        {
            AddForEach(writer.Bumped, StepKind.BumpAgain, index, steps);
        }

        if (writer.LateMarks > 0 && writer.Stage > WriterStage.Pending)
        {
            AddForEach(TagsOf(index, writer), StepKind.MarkLate, index, steps);
        }
    }

    public void Apply(State state, Step step)
    {
        ref var writer = ref state.Writers[step.Actor];
        switch (step.Kind)
        {
            case StepKind.Mark:
                store.Mark(state, step.Actor, step.Target);
                writer.Marked |= (byte)(1 << step.Target);
                break;
            case StepKind.Commit:
                state.Rest.Database |= (byte)(1 << step.Actor);
                EndTransaction(
                    ref writer,
                    scenario.Broken == BrokenRule.BumpBeforeCommit ? WriterStage.Done : WriterStage.Committed
                );
                DoneWhenBumped(step.Actor, ref writer);
                break;
            case StepKind.SendCommit:
                writer.Stage = WriterStage.Pending;
                break;
            case StepKind.Rollback:
                writer.Bumped = 0;
                EndTransaction(ref writer, WriterStage.RolledBack);
                break;
            case StepKind.Learn:
                var isCommitted = (state.Rest.Database & (1 << step.Actor)) != 0;
                EndTransaction(ref writer, isCommitted ? WriterStage.Committed : WriterStage.RolledBack);
                DoneWhenBumped(step.Actor, ref writer);
                break;
            case StepKind.Bump:
                store.Bump(state, step.Actor, step.Target, isAgain: false);
                writer.Bumped |= (byte)(1 << step.Target);
                DoneWhenBumped(step.Actor, ref writer);
                break;
            case StepKind.BumpAgain:
                store.Bump(state, step.Actor, step.Target, isAgain: true);
                writer.Repeats--;
                break;
            case StepKind.MarkLate:
                store.Mark(state, step.Actor, step.Target);
                writer.LateMarks--;
                break;
            case StepKind.Crash:
                EndTransaction(ref writer, WriterStage.Crashed);
                break;
        }
    }

    /// <summary>The tags that the writer marks and bumps.</summary>
    public int TagsOf(int index, in Writer writer) => scenario.WriteOf(index, writer).Tags;

    private void EnumerateMarking(int index, in Writer writer, List<Step> steps)
    {
        var tags = TagsOf(index, writer);
        var bumpsFirst = scenario.Broken == BrokenRule.BumpBeforeCommit;
        if (scenario.Broken != BrokenRule.NoMark)
        {
            AddForEach(tags & ~writer.Marked, StepKind.Mark, index, steps);
        }

        if (writer.Marked == tags || scenario.Broken == BrokenRule.NoMark)
        {
            AddForEach(bumpsFirst ? tags & ~writer.Bumped : 0, StepKind.Bump, index, steps);
            if (!bumpsFirst || writer.Bumped == tags)
            {
                steps.Add(new Step(StepKind.Commit, index));
            }

            if (scenario.UnknownOutcomes)
            {
                steps.Add(new Step(StepKind.SendCommit, index));
            }
        }

        if (writer.Marked != 0 && scenario.Rollbacks)
        {
            steps.Add(new Step(StepKind.Rollback, index));
        }

        if (writer.Marked != 0 && scenario.Crashes)
        {
            steps.Add(new Step(StepKind.Crash, index));
        }
    }

    private static void AddForEach(int tags, StepKind kind, int writer, List<Step> steps)
    {
        for (var tag = 0; tags >> tag != 0; tag++)
        {
            if ((tags & (1 << tag)) != 0)
            {
                steps.Add(new Step(kind, writer, tag));
            }
        }
    }

    private void EndTransaction(ref Writer writer, WriterStage stage)
    {
        writer.Marked = 0;
        writer.EarlyEnds = 0;
        writer.Stage = scenario.HasBumps || stage == WriterStage.Crashed ? stage : WriterStage.Done;
    }

    private void DoneWhenBumped(int index, ref Writer writer)
    {
        if (writer.Bumped == TagsOf(index, writer) && writer.Stage is WriterStage.Committed or WriterStage.RolledBack)
        {
            writer.Stage = WriterStage.Done;
        }
    }

    /// <summary>A transaction does one thing at a time.</summary>
    private bool IsWithinRead(State state, int index)
    {
        for (var reader = 0; reader < state.Readers.Length; reader++)
        {
            if (scenario.Readers[reader].Transaction == index && !state.Readers[reader].IsBetweenReads)
            {
                return true;
            }
        }

        return false;
    }
}
