using EfCache.Benchmarks.Interleaved;

namespace EfCache.Benchmarks.Writes;

/// <summary>Writes the medians, and what they are of EF Core's own, as a Markdown table.</summary>
internal static class WriteTable
{
    public static void WriteHeader()
    {
        Console.WriteLine(
            "| write | candidate | median µs | p10–p90 µs | bytes | time ÷ EF | p10–p90 of it | bytes − EF |"
        );
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
    }

    /// <param name="group">The journal and the write.</param>
    /// <param name="all">What was measured, EF Core itself first.</param>
    public static void Write(string group, IReadOnlyList<Series> all)
    {
        var plain = all[0];
        foreach (var series in all)
        {
            Console.WriteLine(
                FormattableString.Invariant($"| {group} | {series.Name} | {series.Median / 1000:F1} ")
                    + FormattableString.Invariant(
                        $"| {series.P10 / 1000:F1}–{series.P90 / 1000:F1} | {series.Bytes:F0} "
                    )
                    + FormattableString.Invariant($"| {series.TimeRatio(plain):F3} ")
                    + FormattableString.Invariant(
                        $"| {series.TimeRatio(plain, 0.1):F3}–{series.TimeRatio(plain, 0.9):F3} "
                    )
                    + FormattableString.Invariant($"| {series.Bytes - plain.Bytes:F0} |")
            );
        }
    }
}
