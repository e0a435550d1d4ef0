using System.Globalization;
using System.Text;
using EfCache.Consistency.Tests.Checking.Faults;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Reads;
using EfCache.Consistency.Tests.Checking.Writes;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>What a run came to.</summary>
internal sealed record CheckReport(
    string Name,
    CheckOptions Options,
    int Reads,
    IReadOnlyList<LookupCounts> Lookups,
    IReadOnlyDictionary<string, int> HitsByKind,
    WriteLog Writes,
    History History,
    int Pauses,
    TimeSpan Duration,
    Disturbance? Disturbance
)
{
    private const int ViolationsShown = 5;

    public long Hits => Lookups.Sum(counts => (long)counts.Hits);

    /// <summary>Of all queries that were to be cached, those that were answered from the cache.</summary>
    public double HitShare =>
        (double)Hits / Math.Max(1, Lookups.Sum(counts => (long)counts.Hits + counts.Misses + counts.Bypasses));

    public int Violations => History.CountViolations();

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
                CultureInfo.InvariantCulture,
                $"{Name}: seed {Options.Seed}, {Reads} reads, {Hits} hits ({HitShare:P1}), {Writes.Writes} writes, "
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"{Violations} violations ({History.Count(ViolationKind.Stale)} stale), {Duration.TotalSeconds:F1} s"
            )
            .AppendLine();
        text.Append(
                CultureInfo.InvariantCulture,
                $"  lookups: {Lookups.Sum(c => c.Misses)} misses ({Reasons()}), {Lookups.Sum(c => c.Fills)} fills, "
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"{Lookups.Sum(c => c.Shared)} shared, {Lookups.Sum(c => c.Bypasses)} bypasses; {Pauses} comparisons"
            )
            .AppendLine();
        if (Disturbance is not null)
        {
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"  faults: {Disturbance}; {Writes.CountEnds(WriteEnd.NotMarked)} writes refused by the library, "
                )
                .Append(CultureInfo.InvariantCulture, $"{History.CountTolerated()} stale reads tolerated")
                .AppendLine();
        }

        foreach (var (kind, hits) in HitsByKind)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {kind}: {hits} hits").AppendLine();
        }

        text.AppendLine("  writes, by how they end:").Append(Writes);
        foreach (var violation in History.Violations.Take(ViolationsShown))
        {
            text.AppendLine(violation.Text);
        }

        return text.ToString();
    }

    private string Reasons() =>
        string.Join(
            ", ",
            Lookups
                .SelectMany(counts => counts.Reasons)
                .GroupBy(pair => pair.Key)
                .OrderByDescending(group => group.Sum(pair => pair.Value))
                .Select(group => $"{group.Sum(pair => pair.Value)} {group.Key}")
        );
}
