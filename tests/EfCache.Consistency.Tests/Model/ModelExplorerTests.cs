namespace EfCache.Consistency.Tests.Model;

/// <summary>What the explorer merges and counts, against interleavings that are run one by one.</summary>
public sealed class ModelExplorerTests(ITestOutputHelper output)
{
    private static readonly ModelScenario OneReader = ModelScenarios.OneTag with
    {
        Readers = [new ReaderRole(0)],
        Writers =
        [
            [new Write("t", 1, 1)],
        ],
        Reads = 1,
        CellEvictions = 1,
        EntryEvictions = 1,
    };

    private static readonly ModelScenario TwoReaders = ModelScenarios.OneTag with
    {
        Writers =
        [
            [new Write("t", 1, 1)],
        ],
        Reads = 1,
        Repeats = 0,
        UnknownOutcomes = false,
        Rollbacks = false,
        Crashes = false,
        CellEvictions = 0,
        EntryEvictions = 0,
    };

    [Fact]
    public void Merging_states_loses_no_interleaving()
    {
        Count(OneReader);
        Count(TwoReaders);
    }

    [Fact]
    public void Merging_readers_that_are_alike_loses_no_interleaving()
    {
        var scenario = ModelScenarios.ThreeReadsCounted with { Reads = 2, Crashes = false };
        var merged = new ModelExplorer(scenario).Explore(countsInterleavings: true);
        var apart = new ModelExplorer(scenario, mergesReaders: false).Explore(countsInterleavings: true);

        Assert.Equal(apart.Interleavings, merged.Interleavings);
        Assert.True(apart.States > merged.States);
    }

    [Fact]
    public void Endless_interleavings_are_not_counted() =>
        Assert.Throws<InvalidOperationException>(() =>
            new ModelExplorer(TwoReaders with { Reads = ModelScenario.Unlimited }).Explore(countsInterleavings: true)
        );

    [Fact]
    public void States_are_kept_each_once_and_as_they_were()
    {
        var states = new StateSet(16);
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 100_000; number++)
            {
                Assert.Equal(round == 0, states.Add(StateOf(number), out var index));
                Assert.Equal(number, index);
            }
        }

        var state = new byte[16];
        states.Read(4711, state);
        Assert.Equal(StateOf(4711), state);
        Assert.Equal(100_000, states.Count);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() =>
            new StateSet(16).Add(new byte[] { 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, out _)
        );

    private static byte[] StateOf(int number) =>
        [
            .. Enumerable
                .Range(0, 16)
                .Select(digit => (byte)(digit < 8 ? (number >> (4 * digit)) & 15 : 15 - (digit % 3))),
        ];

    private void Count(ModelScenario scenario)
    {
        var merged = new ModelExplorer(scenario).Explore(countsInterleavings: true);
        var protocol = new Protocol(scenario);
        var apart = protocol.InitialStates().Sum(state => CountApart(protocol, state));

        output.WriteLine(merged.ToString());
        Assert.Equal((UInt128)apart, merged.Interleavings);
    }

    /// <summary>Runs each interleaving to its end, with nothing renamed and nothing merged.</summary>
    private static long CountApart(Protocol protocol, State state)
    {
        var steps = new List<Step>();
        protocol.Enumerate(state, steps);
        var count = 0L;
        foreach (var step in steps)
        {
            var next = new State(protocol.Layout);
            next.CopyFrom(state);
            protocol.Apply(next, step);
            count += CountApart(protocol, next);
        }

        return Math.Max(1, count);
    }
}
