using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Interleaved;
using EfCache.Benchmarks.Workloads;

namespace EfCache.Benchmarks.Redis;

/// <summary>What a hit in Redis costs, against a bare GET of the same bytes and a hit in process.</summary>
internal static class RedisComparison
{
    public static void Run(ComparisonOptions options)
    {
        using var server = RedisProcess.Start();
        using var database = BenchmarkDatabase.Open(DatabaseKind.Sqlite);
        Console.WriteLine("| query | candidate | median µs | p10–p90 µs | bytes | time ÷ bare |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|");
        foreach (var shape in Enum.GetValues<Shape>())
        {
            foreach (var form in (QueryForm[])[QueryForm.CompiledAsync, QueryForm.Linq])
            {
                if (options.Wants($"{shape}/{form}"))
                {
                    Compare(shape, form, options, server, database);
                }
            }
        }
    }

    private static void Compare(
        Shape shape,
        QueryForm form,
        ComparisonOptions options,
        RedisProcess server,
        BenchmarkDatabase database
    )
    {
        RedisWorkload[] workloads =
        [
            .. Enum.GetValues<RedisCandidate>()
                .OrderBy(candidate => candidate != RedisCandidate.Hit)
                .Select(candidate => new RedisWorkload(candidate, server, database, shape, form)),
        ];
        foreach (var workload in workloads)
        {
            workload.PrepareAsync(server).GetAwaiter().GetResult();
        }

        Series[] all = [.. workloads.Select(workload => new Series(workload.Candidate.ToString(), workload.RunAsync))];
        Rounds.Run(all, options.Rounds, options.Slice);
        var bare = all.Single(series => series.Name == nameof(RedisCandidate.GetAndHitInProcess));
        foreach (var series in all)
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {shape}/{form} | {series.Name} | {series.Median / 1000:F1} | {series.P10 / 1000:F1}–{series.P90 / 1000:F1} "
                ) + FormattableString.Invariant($"| {series.Bytes:F0} | {series.TimeRatio(bare):F3} |")
            );
        }

        foreach (var workload in workloads)
        {
            workload.Dispose();
        }

        server.Empty();
    }
}
