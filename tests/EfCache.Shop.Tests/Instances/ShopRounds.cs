using System.Diagnostics;
using System.Globalization;

namespace EfCache.Shop.Tests.Instances;

/// <summary>
/// Writes in one of two instances and at once reads in the other, then once more in the first, with the direction alternating, while two
/// visitors read the same page all the time, so that fills race with the writes. Each page is checked: no query's answer is older than what
/// was acknowledged before the page was asked for.
/// </summary>
internal sealed class ShopRounds
{
    private readonly TwoShops _shops;
    private readonly IReadOnlyList<ShopChange> _changes;
    private volatile bool _isOver;

    private ShopRounds(TwoShops shops, IReadOnlyList<ShopChange> changes) => (_shops, _changes) = (shops, changes);

    /// <summary>The first pages after a write, in the instance that did not write.</summary>
    public PageTally Others { get; } = new();

    /// <summary>The pages after those, in the instance that wrote: what is a hit there was stored by the other.</summary>
    public PageTally Writers { get; } = new();

    /// <summary>The pages of those who read all the time.</summary>
    public PageTally Bystanders { get; } = new();

    public int Stale => Others.Stale + Writers.Stale + Bystanders.Stale;

    public TimeSpan Elapsed { get; private set; }

    public static async Task<ShopRounds> RunAsync(TwoShops shops, int rounds)
    {
        using var first = shops.First.CreateVisitor();
        using var second = shops.Second.CreateVisitor();
        var run = new ShopRounds(shops, ShopChange.Of(await first.GetAsync(ShopChange.Page)));
        var started = Stopwatch.GetTimestamp();
        var bystanders = new[] { shops.First, shops.Second }.Select(shop => Task.Run(() => run.StandByAsync(shop)));
        var standing = Task.WhenAll([.. bystanders]);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                // Three changes and two directions: each change is made in each direction.
                await (round % 2 == 0 ? run.RunOneAsync(round, first, second) : run.RunOneAsync(round, second, first));
            }
        }
        finally
        {
            run._isOver = true;
            await standing;
        }

        run.Elapsed = Stopwatch.GetElapsedTime(started);
        return run;
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {_changes.Sum(change => change.Acknowledged)} writes in {Elapsed.TotalSeconds:0.0} s, {Stale} stale
            first read in the other instance: {Others}
            next read in the instance that wrote: {Writers}
            readers beside them: {Bystanders}
            """
        );

    private async Task RunOneAsync(int round, ShopVisitor writer, ShopVisitor other)
    {
        var change = _changes[round % _changes.Count];
        await change.WriteAsync(writer);
        await ReadAsync(other, Others, change.Shown.Select(shown => shown.Query));
        await ReadAsync(writer, Writers, change.Shown.Select(shown => shown.Query));
    }

    private async Task StandByAsync(ShopProcess shop)
    {
        using var visitor = shop.CreateVisitor();
        while (!_isOver)
        {
            await ReadAsync(
                visitor,
                Bystanders,
                _changes.SelectMany(change => change.Shown).Select(shown => shown.Query)
            );
        }
    }

    private async Task ReadAsync(ShopVisitor visitor, PageTally tally, IEnumerable<string> queries)
    {
        var acknowledged = _changes.Select(change => change.Acknowledged).ToList();
        var page = await visitor.GetAsync(ShopChange.Page);
        var begun = _changes.Select(change => change.Begun).ToList();
        tally.Count(page, queries.Distinct());
        foreach (var (change, i) in _changes.Select((change, i) => (change, i)))
        {
            foreach (var (query, version) in change.Shown)
            {
                tally.Check(query, version(page.Html), acknowledged[i], begun[i]);
            }
        }
    }
}
