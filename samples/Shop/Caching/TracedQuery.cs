namespace Shop.Caching;

/// <summary>One query of a page, as its panel shows it.</summary>
/// <param name="Label">What the page calls it.</param>
/// <param name="Outcome">Whether it was answered from the cache.</param>
/// <param name="Reason">Why not, by the name that EfCache's metrics have.</param>
/// <param name="Elapsed">How long the page waited for it.</param>
/// <param name="Database">How much of that the database took.</param>
public sealed record TracedQuery(
    string Label,
    QueryOutcome Outcome,
    string? Reason,
    TimeSpan Elapsed,
    TimeSpan Database
);
