using System.Diagnostics;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>One candidate's measurements, one for each round.</summary>
internal sealed class Series
{
    private readonly Action<int> _run;
    private readonly Func<long> _allocated;
    private readonly List<double> _nanoseconds = [];
    private readonly List<double> _bytes = [];
    private int _operations = 1;

    /// <param name="name">The candidate's.</param>
    /// <param name="operation">What is measured.</param>
    public Series(string name, Action operation)
    {
        Name = name;
        _allocated = GC.GetAllocatedBytesForCurrentThread;
        _run = operations =>
        {
            for (var i = 0; i < operations; i++)
            {
                operation();
            }
        };
    }

    /// <summary>What is measured changes threads: nothing else allocates meanwhile, so the whole process is counted.</summary>
    /// <param name="name">The candidate's.</param>
    /// <param name="operation">What is measured, one after the other.</param>
    public Series(string name, Func<Task> operation)
    {
        Name = name;
        _allocated = static () => GC.GetTotalAllocatedBytes();
        _run = operations => RepeatAsync(operation, operations).GetAwaiter().GetResult();
    }

    public string Name { get; }

    public double Median => Quantile(_nanoseconds, 0.5);

    public double P10 => Quantile(_nanoseconds, 0.1);

    public double P90 => Quantile(_nanoseconds, 0.9);

    public double Bytes => Quantile(_bytes, 0.5);

    /// <summary>Runs for a while without measuring, and finds how many operations fill a slice.</summary>
    public void WarmUp(TimeSpan slice)
    {
        var elapsed = Run(_operations);
        _operations = Math.Max(1, (int)(_operations * (slice / elapsed)));
    }

    public void Measure()
    {
        var before = _allocated();
        var elapsed = Run(_operations);
        var allocated = _allocated() - before;
        _nanoseconds.Add(elapsed.TotalNanoseconds / _operations);
        _bytes.Add(allocated / (double)_operations);
    }

    /// <summary>
    /// A quantile of the rounds' own ratios, the median as a rule: what slows a moment down slows both of its slices, and
    /// cancels out.
    /// </summary>
    public double TimeRatio(Series reference, double quantile = 0.5) =>
        Quantile(_nanoseconds.Zip(reference._nanoseconds, (a, b) => a / b), quantile);

    public static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToArray();
        var position = quantile * (sorted.Length - 1);
        var below = sorted[(int)position];
        var above = sorted[Math.Min((int)position + 1, sorted.Length - 1)];
        return below + ((above - below) * (position - (int)position));
    }

    private static async Task RepeatAsync(Func<Task> operation, int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            await operation();
        }
    }

    private TimeSpan Run(int operations)
    {
        var started = Stopwatch.GetTimestamp();
        _run(operations);
        return Stopwatch.GetElapsedTime(started);
    }
}
