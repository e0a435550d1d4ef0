using System.Runtime.InteropServices;

namespace EfCache.Consistency.Tests.Model;

/// <summary>The model: its initial states, and all the steps of each state.</summary>
internal sealed class Protocol
{
    private readonly ModelScenario _scenario;
    private readonly Stamps _stamps;
    private readonly Store _store;
    private readonly WriterProgram _writers;

    public Protocol(ModelScenario scenario)
    {
        _scenario = scenario;
        Layout = new StateLayout(scenario);
        _stamps = new Stamps(scenario, Layout);
        _store = new Store(scenario, _stamps);
        _writers = new WriterProgram(scenario, _store);
        var sight = new Sight(scenario);
        Readers = new ReaderProgram(scenario, new ReadSteps(scenario, _store, sight), sight);
        Surroundings = new Surroundings(scenario, _stamps);
    }

    public StateLayout Layout { get; }

    public ReaderProgram Readers { get; }

    public Surroundings Surroundings { get; }

    public IEnumerable<State> InitialStates() =>
        from write0 in Enumerable.Range(0, _scenario.Writers[0].Length)
        from write1 in Enumerable.Range(0, _scenario.Writers.ElementAtOrDefault(1)?.Length ?? 1)
        from warm in Enumerable.Range(0, _scenario.AlsoWarm ? 2 : 1)
        select InitialState(write0, write1, isWarm: warm == 1);

    public void Enumerate(State state, List<Step> steps)
    {
        for (var reader = 0; reader < state.Readers.Length; reader++)
        {
            Readers.Enumerate(state, reader, steps);
        }

        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            _writers.Enumerate(state, writer, steps);
        }

        Surroundings.Enumerate(state, steps);
    }

    public void Apply(State state, Step step)
    {
        switch (step.Kind)
        {
            case < StepKind.Mark:
                Readers.Apply(state, step);
                break;
            case < StepKind.CommitBecomesVisible:
                _writers.Apply(state, step);
                break;
            default:
                Surroundings.Apply(state, step);
                break;
        }

        _store.Watch(state);
    }

    /// <summary>Gives states that differ in names only the same bytes.</summary>
    public void Normalize(State state, bool mergesReaders)
    {
        if (mergesReaders && _scenario.ReadersAreAlike)
        {
            SortReaders(state.Readers);
        }

        _stamps.Rename(state);
    }

    private static void SortReaders(Span<Reader> readers)
    {
        var first = MemoryMarshal.AsBytes(readers[..1]);
        var second = MemoryMarshal.AsBytes(readers[1..]);
        if (first.SequenceCompareTo(second) < 0)
        {
            (readers[0], readers[1]) = (readers[1], readers[0]);
        }
    }

    private State InitialState(int write0, int write1, bool isWarm)
    {
        var state = new State(Layout);
        foreach (ref var server in state.Servers)
        {
            server.Epoch = 1;
        }

        state.Rest.CellEvictions = (byte)_scenario.CellEvictions;
        state.Rest.EntryEvictions = (byte)_scenario.EntryEvictions;
        state.Rest.Saves = (byte)_scenario.Saves;
        state.Rest.Restarts = (byte)_scenario.Restarts;
        foreach (ref var reader in state.Readers)
        {
            reader.ReadsLeft = (byte)(_scenario.Reads == ModelScenario.Unlimited ? 0 : _scenario.Reads);
        }

        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            state.Writers[writer] = new Writer
            {
                Write = (byte)(writer == 0 ? write0 : write1),
                Repeats = (byte)_scenario.Repeats,
                LateMarks = (byte)_scenario.LateMarks,
                EarlyEnds = (byte)_scenario.EarlyEnds,
            };
        }

        if (isWarm)
        {
            Warm(state);
        }

        return state;
    }

    private void Warm(State state)
    {
        foreach (ref var cell in state.Cells)
        {
            cell.Stamp = 1;
        }

        for (var query = 0; query < state.Entries.Length; query++)
        {
            ref var entry = ref state.Entries[query];
            entry.Exists = 1;
            for (var slot = 0; slot < _scenario.Queries[query].Tags.Length; slot++)
            {
                entry.Stamps[slot] = 1;
                entry.Epochs[slot] = 1;
            }
        }
    }
}
