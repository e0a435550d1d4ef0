using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Interleaved;

namespace EfCache.Benchmarks.Writes;

/// <summary>
/// What the library adds to a write of one row, by how many entries are cached for its table: it is meant to add little, and
/// the same whatever their number.
/// </summary>
internal static class WriteComparison
{
    /// <summary>EF Core without the library, twice: what the two differ by is noise.</summary>
    private static readonly (string Name, int? Entries)[] Candidates =
    [
        ("PlainEf", null),
        ("PlainEf again", null),
        ("100 entries", 100),
        ("10,000 entries", 10_000),
        ("1,000,000 entries", 1_000_000),
    ];

    public static void Run(WriteOptions options)
    {
        if (options.Rounds > 0)
        {
            CompareMedians(options);
        }

        if (options.Samples > 0)
        {
            FindSlowest(options);
        }
    }

    private static void CompareMedians(WriteOptions options)
    {
        WriteTable.WriteHeader();
        ForEachGroup(
            options,
            (group, workloads) =>
            {
                Series[] all = [.. workloads.Select(w => new Series(w.Name, w.Workload.Run))];
                Rounds.Run(all, options.Rounds, options.Slice);
                WriteTable.Write(group, all);
            }
        );
    }

    private static void FindSlowest(WriteOptions options)
    {
        SlowestTable.WriteHeader();
        ForEachGroup(
            options,
            (group, workloads) =>
            {
                Sampling[] all = [.. workloads.Select(w => new Sampling(w.Name, w.Workload.Run, options.Samples))];
                Sampling.Run(all);
                SlowestTable.Write(group, all);
            }
        );
    }

    private static void ForEachGroup(
        WriteOptions options,
        Action<string, IReadOnlyList<(string Name, WriteWorkload Workload)>> run
    )
    {
        foreach (var journal in Enum.GetValues<SqliteJournal>())
        {
            foreach (var kind in Enum.GetValues<WriteKind>())
            {
                var group = $"{journal}/{kind}";
                if (options.Wants(group))
                {
                    RunGroup(group, journal, kind, run);
                }
            }
        }
    }

    private static void RunGroup(
        string group,
        SqliteJournal journal,
        WriteKind kind,
        Action<string, IReadOnlyList<(string Name, WriteWorkload Workload)>> run
    )
    {
        using var database = SqliteDatabase.Open(journal);
        (string Name, WriteWorkload Workload)[] workloads =
        [
            .. Candidates.Select(candidate => (candidate.Name, new WriteWorkload(kind, database, candidate.Entries))),
        ];

        // Nobody is to pay for what the last group left; and what was made for this one is old by the second collection, as
        // entries are in a store that has been filled for a while.
        GC.Collect();
        GC.Collect();
        run(group, workloads);
        foreach (var (_, workload) in workloads)
        {
            workload.Dispose();
        }
    }
}
