namespace EfCache.Benchmarks.Writes;

/// <summary>Writes how slow the slowest writes were, as a Markdown table.</summary>
internal static class SlowestTable
{
    public static void WriteHeader()
    {
        Console.WriteLine();
        Console.WriteLine("| write | candidate | writes | median µs | p99 µs | p99.9 µs | slowest µs | of it GC µs |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
    }

    public static void Write(string group, IReadOnlyList<Sampling> all)
    {
        foreach (var sampling in all)
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {group} | {sampling.Name} | {sampling.Count} | {sampling.Quantile(0.5):F1} "
                )
                    + FormattableString.Invariant(
                        $"| {sampling.Quantile(0.99):F1} | {sampling.Quantile(0.999):F1} | {sampling.Slowest:F0} | {sampling.SlowestsPause:F0} |"
                    )
            );
        }
    }
}
