using System.Globalization;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>Which read it was, for reports.</summary>
/// <param name="Query">The query's name.</param>
/// <param name="Argument">What it was asked for.</param>
/// <param name="Way">The kind of context, and whether it was run synchronously.</param>
/// <param name="Started">The moment at which it began.</param>
internal sealed record ReadInfo(string Query, int Argument, string Way, long Started)
{
    public long Ended { get; set; }

    /// <summary>Its lookups that were hits; a split query has several.</summary>
    public int Hits { get; set; }

    public int Misses { get; set; }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Query}({Argument}) {Way}, {Hits} hits, {Misses} misses, from moment {Started} to {Ended}"
        );
}
