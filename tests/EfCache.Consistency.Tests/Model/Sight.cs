namespace EfCache.Consistency.Tests.Model;

/// <summary>What of the database a reader sees, and what its answer must and must not have; a bit for each commit.</summary>
internal sealed class Sight(ModelScenario scenario)
{
    private const byte HasSnapshot = 8;

    /// <summary>What an answer to a read that begins now must have.</summary>
    public byte MustHave(State state, int reader) => (byte)((Visible(state) & Changes(state, reader)) | Own(reader));

    /// <summary>What the reader's database read returns.</summary>
    public byte Read(State state, int index)
    {
        var snapshot = state.Readers[index].Snapshot;
        var database = snapshot != 0 ? snapshot & ~HasSnapshot : state.Rest.Database | Own(index);
        return (byte)(database & Changes(state, index));
    }

    /// <summary>What a transaction that begins now sees to its end.</summary>
    public static byte Snapshot(State state) => (byte)(state.Rest.Database | HasSnapshot);

    /// <summary>A reader is answered by the cache.</summary>
    public void Answer(State state, int index, byte began, byte value)
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

    /// <summary>The commits that a read that begins now must not lack.</summary>
    private int Visible(State state)
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
