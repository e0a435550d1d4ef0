using System.Globalization;
using EfCache.Benchmarks.Databases;

namespace EfCache.Benchmarks.Interleaved;

/// <summary>
/// <c>--rounds 30</c>, <c>--slice 25</c> (milliseconds that a candidate runs in a round), <c>--only Sqlite/PrimaryKey</c>
/// (groups whose name contains this), <c>--candidates Floor,HitEarly</c>.
/// </summary>
internal sealed record ComparisonOptions(int Rounds, TimeSpan Slice, string Only, string Candidates)
{
    public static ComparisonOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ComparisonOptions(30, TimeSpan.FromMilliseconds(25), "", "");
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--slice" => options with
                {
                    Slice = TimeSpan.FromMilliseconds(int.Parse(value, CultureInfo.InvariantCulture)),
                },
                "--only" => options with { Only = value },
                "--candidates" => options with { Candidates = value },
                _ => throw new ArgumentException($"There is no option {args[i]}."),
            };
        }

        return options;
    }

    public static IEnumerable<DatabaseKind> Databases => QueryBenchmarks.Databases;

    public bool Wants(string group) => group.Contains(Only, StringComparison.OrdinalIgnoreCase);

    public bool Wants(Workloads.Candidate candidate) =>
        Candidates.Length == 0
        || Candidates.Split(',').Contains(candidate.ToString(), StringComparer.OrdinalIgnoreCase);
}
