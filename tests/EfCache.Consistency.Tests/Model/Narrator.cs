using System.Text;

namespace EfCache.Consistency.Tests.Model;

/// <summary>Tells a counterexample. Stamps keep their names from one step to the next, unlike in the explorer.</summary>
internal sealed class Narrator(ModelScenario scenario, bool mergesReaders)
{
    private readonly Protocol _protocol = new(scenario);

    public string Tell(Counterexample counterexample)
    {
        var text = new StringBuilder();
        var state = _protocol.InitialStates().ElementAt(counterexample.InitialState);
        text.AppendLine($"{scenario.Name}, broken: {scenario.Broken}, violated: {counterexample.Violated}");
        for (var writer = 0; writer < state.Writers.Length; writer++)
        {
            text.AppendLine($"   {NameOfWriter(writer)} does: {scenario.WriteOf(writer, state.Writers[writer]).Name}");
        }

        text.AppendLine(state.Entries[0].Exists != 0 ? "   The store has every entry." : "   The store is empty.");
        var number = 0;
        foreach (var step in counterexample.Steps)
        {
            var reader = step.Kind < StepKind.Mark ? state.Readers[step.Actor] : default;
            _protocol.Apply(state, step);
            var hit = state.WasHit ? ", and is answered by the cache" : "";
            text.AppendLine($"{++number, 4}. {Tell(state, step, reader)}{hit}");
            state.WasHit = false;
            if (mergesReaders)
            {
                _protocol.Normalize(state, mergesReaders);
            }
        }

        return text.ToString();
    }

    private string Tell(State state, Step step, in Reader before) =>
        step.Kind switch
        {
            < StepKind.Mark => $"{NameOfReader(step.Actor)} {TellReader(state, step, before)}",
            < StepKind.CommitBecomesVisible => $"{NameOfWriter(step.Actor)} {TellWriter(state, step)}",
            _ => TellSurroundings(state, step),
        };

    private string TellReader(State state, Step step, in Reader before)
    {
        var query = scenario.Queries[scenario.Readers[step.Actor].Query];
        var entry = state.Entries[scenario.Readers[step.Actor].Query];
        return step.Kind switch
        {
            StepKind.FetchEntry => $"fetches the entry of '{query.Name}': {TellEntry(entry, query)}",
            StepKind.FetchCell => $"fetches {Cell(state, query.Tags[step.Target])}",
            StepKind.CompareAndSet =>
                $"replaces a lost or expired cell, which is now {Cell(state, query.Tags[step.Target])}",
            StepKind.ReadDatabase => $"reads the database: {Commits(state.Readers[step.Actor].Value)}",
            StepKind.Share => "takes what the other reader read",
            StepKind.Fill => $"fills '{query.Name}': {TellEntry(entry, query)}",
            StepKind.Land => "lets go of its result",
            StepKind.Leave => "leaves the entry",
            StepKind.Refresh => "begins to refresh the entry",
            StepKind.BeginSnapshot => $"begins a transaction that sees {Commits(state.Rest.Database)}",
            _ => $"reads in its transaction, past the cache ({before.ReadsLeft} reads left)",
        };
    }

    private string TellWriter(State state, Step step)
    {
        var tag = Cell(state, step.Target);
        return step.Kind switch
        {
            StepKind.Mark => $"marks {tag}",
            StepKind.MarkLate => $"marked once more, and late, {tag}",
            StepKind.Commit => "commits",
            StepKind.SendCommit => "sends COMMIT and loses its connection",
            StepKind.Rollback => "rolls back",
            StepKind.Learn => "learns how its transaction ended",
            StepKind.Bump => $"bumps {tag}",
            StepKind.BumpAgain => $"bumps once more {tag}",
            _ => "crashes",
        };
    }

    private string TellSurroundings(State state, Step step) =>
        step.Kind switch
        {
            StepKind.CommitBecomesVisible => $"{NameOfWriter(step.Actor)}'s commit becomes visible",
            StepKind.CommitIsDropped => $"{NameOfWriter(step.Actor)}'s transaction is rolled back by the database",
            StepKind.LeaseEnds => $"{NameOfWriter(step.Actor)}'s lease ends: {Cell(state, step.Target)}",
            StepKind.QuarantineEnds => $"A quarantine ends: {Cell(state, step.Target)}",
            StepKind.EpochsFirstLeaseEnds => $"Server {step.Actor} has run for a lease",
            StepKind.EvictCell => $"The store loses {Cell(state, step.Target)}",
            StepKind.EvictEntry => $"The store evicts the entry of '{scenario.Queries[step.Actor].Name}'",
            StepKind.Save => $"Server {step.Actor} saves its state",
            StepKind.RestartEmpty => $"Server {step.Actor} restarts empty",
            _ => $"Server {step.Actor} restarts from its saved state: {Cells(state, step.Actor)}",
        };

    private string Cells(State state, int server)
    {
        var cells = new List<string>();
        for (var tag = 0; tag < scenario.Tags.Length; tag++)
        {
            if (scenario.Servers[tag] == server)
            {
                cells.Add(Cell(state, tag));
            }
        }

        return string.Join(", ", cells);
    }

    private string Cell(State state, int tag)
    {
        var cell = state.Cells[tag];
        var content = cell switch
        {
            { IsInFlight: true } => $"in flight: {Holders(cell.Running)}",
            { IsExpired: true } => $"ended: {Holders(cell.Ended)}",
            { IsStamp: true } => $"stamp {cell.Stamp}",
            _ => "missing",
        };
        var epoch = scenario.Restarts > 0 ? $", epoch {state.Servers[scenario.Servers[tag]].Epoch}" : "";
        return $"{scenario.Tags[tag]} [{content}{epoch}]";
    }

    private string TellEntry(in Entry entry, Query query)
    {
        if (entry.Exists == 0)
        {
            return "none";
        }

        var stamps = new List<string>();
        for (var slot = 0; slot < query.Tags.Length; slot++)
        {
            var epoch = scenario.Restarts > 0 ? $" of epoch {entry.Epochs[slot]}" : "";
            stamps.Add($"{scenario.Tags[query.Tags[slot]]} {entry.Stamps[slot]}{epoch}");
        }

        return $"{Commits(entry.Value)} [{string.Join(", ", stamps)}]";
    }

    private static string Commits(int bits) =>
        bits switch
        {
            0 => "neither commit",
            1 => "the commit of writer 1",
            2 => "the commit of writer 2",
            _ => "both commits",
        };

    private static string Holders(int bits)
    {
        string[] names = ["writer 1", "writer 2", "quarantine"];
        return string.Join(" and ", names.Where((_, i) => (bits & (1 << i)) != 0));
    }

    private static string NameOfReader(int reader) => $"Reader {(char)('A' + reader)}";

    private static string NameOfWriter(int writer) => $"Writer {writer + 1}";
}
