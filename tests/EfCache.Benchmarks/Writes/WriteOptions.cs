using System.Globalization;

namespace EfCache.Benchmarks.Writes;

/// <summary>
/// <c>--rounds 30</c> (0 for none), <c>--slice 100</c> (milliseconds that a candidate runs in a round), <c>--only WalNormal/Update</c>
/// (groups whose name contains this), <c>--samples 20000</c> (single writes that are timed of each candidate to find the
/// slowest; 0 for none).
/// </summary>
internal sealed record WriteOptions(int Rounds, TimeSpan Slice, string Only, int Samples)
{
    public static WriteOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new WriteOptions(30, TimeSpan.FromMilliseconds(100), "", 20_000);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = Number(value) },
                "--slice" => options with { Slice = TimeSpan.FromMilliseconds(Number(value)) },
                "--only" => options with { Only = value },
                "--samples" => options with { Samples = Number(value) },
                _ => throw new ArgumentException($"There is no option {args[i]}."),
            };
        }

        return options;
    }

    public bool Wants(string group) => group.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
