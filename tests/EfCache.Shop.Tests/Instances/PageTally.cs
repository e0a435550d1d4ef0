using System.Collections.Concurrent;
using System.Globalization;

namespace EfCache.Shop.Tests.Instances;

/// <summary>What pages showed, and what their panels said of the queries that the changes are about.</summary>
internal sealed class PageTally
{
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _pages;

    public int Pages => Volatile.Read(ref _pages);

    public int Hits => _outcomes.GetValueOrDefault("hit");

    public int Queries => _outcomes.Values.Sum();

    public int Stale => _violations.Count;

    /// <summary>The first few.</summary>
    public IEnumerable<string> Violations => _violations.Take(5);

    public void Count(ShopPage page, IEnumerable<string> queries)
    {
        Interlocked.Increment(ref _pages);
        foreach (var query in queries)
        {
            _outcomes.AddOrUpdate(
                page.Panel.GetValueOrDefault(query, "absent from the page"),
                1,
                (_, count) => count + 1
            );
        }
    }

    /// <summary>What is too new was never committed, and as wrong as what is too old.</summary>
    public void Check(string query, int shown, int acknowledged, int begun)
    {
        if (shown < acknowledged || shown > begun)
        {
            _violations.Enqueue($"{query}: version {shown}, and not {acknowledged} to {begun}");
        }
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Pages} pages, {Queries} queries of what is written, {100d * Hits / Math.Max(1, Queries):0.0} % hits ("
        )
        + string.Join(
            ", ",
            _outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}")
        )
        + $"), {Stale} stale {string.Join("; ", Violations)}";
}
