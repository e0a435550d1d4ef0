using EfCache.Benchmarks.Workloads;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>Writes what was measured as a Markdown table.</summary>
internal static class ComparisonTable
{
    public static void WriteHeader()
    {
        Console.WriteLine(
            "| query | candidate | median µs | p10–p90 µs | bytes | time ÷ floor | bytes ÷ floor | time ÷ EF |"
        );
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
    }

    public static void Write(string group, IReadOnlyList<Series> all)
    {
        var floor = all.FirstOrDefault(series => series.Name == nameof(Candidate.Floor));
        var plain = all.FirstOrDefault(series => series.Name == nameof(Candidate.PlainEf));
        foreach (var series in all)
        {
            Console.WriteLine(
                FormattableString.Invariant($"| {group} | {series.Name} | {series.Median / 1000:F2} ")
                    + FormattableString.Invariant(
                        $"| {series.P10 / 1000:F2}–{series.P90 / 1000:F2} | {series.Bytes:F0} "
                    )
                    + $"| {TimeRatio(series, floor)} | {BytesRatio(series, floor)} | {TimeRatio(series, plain)} |"
            );
        }
    }

    private static string TimeRatio(Series series, Series? reference) =>
        reference is null ? "" : FormattableString.Invariant($"{series.TimeRatio(reference):F3}");

    private static string BytesRatio(Series series, Series? reference) =>
        reference is null ? "" : FormattableString.Invariant($"{series.Bytes / reference.Bytes:F3}");
}
