using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Workloads;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>Compares the candidates of each group of queries by their medians.</summary>
internal static class Comparison
{
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
        Series[] all =
        [
            .. workloads.Select(workload => new Series(workload.Candidate.ToString(), () => workload.Run())),
        ];
        Rounds.Run(all, options.Rounds, options.Slice);
        ComparisonTable.Write(group, all);
        foreach (var workload in workloads)
        {
            workload.Dispose();
        }
    }
}
