using EfCache.Query.Replay;

namespace EfCache.Tests.Query.Replay;

public class ReplayConformanceTests(WideTable table, ITestOutputHelper output) : IClassFixture<WideTable>
{
    [Fact]
    public void Every_member_in_every_state_does_what_the_live_reader_does()
    {
        var columns = table.Columns.Select(c => c.Name).ToList();
        var differences = new List<string>();
        var used = new HashSet<ReplayDeviation>();
        var calls = 0;
        foreach (var call in ReaderCall.All(columns))
        {
            calls++;
            using var live = table.Live();
            using var replay = new ReplayDataReader(table.Result);
            var expected = call.Run(live);
            var actual = call.Run(replay);
            if (expected == actual)
            {
                continue;
            }

            if (ReplayDeviation.All.FirstOrDefault(d => d.Allows(call, expected, actual)) is { } deviation)
            {
                used.Add(deviation);
            }
            else
            {
                differences.Add($"{call}\n    live   {expected}\n    replay {actual}");
            }
        }

        output.WriteLine($"{calls} calls, {differences.Count} differences, {used.Count} deviations");
        Assert.True(calls > 30_000, "Members are missing.");
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
        Assert.Equal(
            ReplayDeviation.All.Select(d => d.Reason),
            ReplayDeviation.All.Where(used.Contains).Select(d => d.Reason)
        );
    }
}
