using System.Diagnostics;
using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Workloads;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>
/// Runs all candidates of a group side by side in one process, a short slice of each in turn, and compares them by the
/// medians: on a machine that others use too, only such ratios say something.
/// </summary>
internal static class Comparison
{
    // Long enough for the runtime to have optimized what is hot, which it does in the background.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    public static void Run(ComparisonOptions options)
    {
        ComparisonTable.WriteHeader();
        foreach (var kind in ComparisonOptions.Databases)
        {
            if (!Groups(kind).Any(group => options.Wants(group.Name)))
            {
                continue;
            }

            using var database = BenchmarkDatabase.Open(kind);
            foreach (var (name, shape, form, use) in Groups(kind))
            {
                if (options.Wants(name))
                {
                    Compare(name, options, c => new Workload(c, database, shape, form, use));
                }
            }
        }
    }

    /// <summary>
    /// With a pooled context only what it adds matters, which the smallest query shows best. On PostgreSQL asynchronous
    /// queries change threads, and a thread's allocations are no measure any more.
    /// </summary>
    private static IEnumerable<(string Name, Shape Shape, QueryForm Form, ContextUse Use)> Groups(DatabaseKind kind) =>
        from use in Enum.GetValues<ContextUse>()
        from shape in Enum.GetValues<Shape>()
        from form in Enum.GetValues<QueryForm>()
        where use == ContextUse.Shared || shape == Shape.PrimaryKey
        where kind == DatabaseKind.Sqlite || form != QueryForm.CompiledAsync
        select ($"{kind}/{shape}/{form}/{use}", shape, form, use);

    private static void Compare(string group, ComparisonOptions options, Func<Candidate, Workload> open)
    {
        Workload[] workloads = [.. Enum.GetValues<Candidate>().Where(options.Wants).Select(open)];
        Series[] all = [.. workloads.Select(workload => new Series(workload))];
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUpTime)
        {
            foreach (var series in all)
            {
                series.WarmUp(options.Slice);
            }
        }

        // At random: in a fixed order, whatever slows the machine down in turns could meet the same candidate each time.
        var random = new Random(1);
        var order = all.ToArray();
        for (var round = 0; round < options.Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var series in order)
            {
                series.Measure();
            }
        }

        ComparisonTable.Write(group, all);
        foreach (var workload in workloads)
        {
            workload.Dispose();
        }
    }
}
