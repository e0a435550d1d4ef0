using System.Diagnostics;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>
/// Runs candidates side by side in one process, a short slice of each in turn: on a machine that others use too, only
/// comparisons of such slices say something.
/// </summary>
internal static class Rounds
{
    // Long enough for the runtime to have optimized what is hot, which it does in the background.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    public static void Run(IReadOnlyList<Series> all, int rounds, TimeSpan slice)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUpTime)
        {
            foreach (var series in all)
            {
                series.WarmUp(slice);
            }
        }

        // At random: in a fixed order, whatever slows the machine down in turns could meet the same candidate each time.
        var random = new Random(1);
        var order = all.ToArray();
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var series in order)
            {
                series.Measure();
            }
        }
    }
}
