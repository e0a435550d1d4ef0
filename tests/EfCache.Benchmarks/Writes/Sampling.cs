using System.Diagnostics;
using EfCache.Benchmarks.Interleaved;

namespace EfCache.Benchmarks.Writes;

/// <summary>The times of one candidate's single operations: among them the slowest, which no median shows.</summary>
/// <param name="name">The candidate's.</param>
/// <param name="operation">What is measured.</param>
/// <param name="samples">How often.</param>
internal sealed class Sampling(string name, Action operation, int samples)
{
    private const int BlockSize = 50;

    private readonly List<double> _microseconds = new(samples);

    public string Name => name;

    public int Count => _microseconds.Count;

    public double Slowest { get; private set; }

    /// <summary>How much of the slowest was a pause for the garbage collector, whoever made the garbage.</summary>
    public double SlowestsPause { get; private set; }

    public double Quantile(double quantile) => Series.Quantile(_microseconds, quantile);

    /// <summary>A block of each in turn, at random.</summary>
    public static void Run(IReadOnlyList<Sampling> all)
    {
        var random = new Random(1);
        var order = all.ToArray();
        while (order.Any(sampling => sampling.IsWanting))
        {
            random.Shuffle(order);
            foreach (var sampling in order)
            {
                sampling.RunBlock();
            }
        }
    }

    private bool IsWanting => _microseconds.Count < samples;

    private void RunBlock()
    {
        for (var i = 0; i < BlockSize && IsWanting; i++)
        {
            Sample();
        }
    }

    private void Sample()
    {
        var paused = GC.GetTotalPauseDuration();
        var started = Stopwatch.GetTimestamp();
        operation();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        _microseconds.Add(elapsed);
        if (elapsed > Slowest)
        {
            Slowest = elapsed;
            SlowestsPause = (GC.GetTotalPauseDuration() - paused).TotalMicroseconds;
        }
    }
}
