using System.Globalization;
using System.Text.RegularExpressions;

namespace EfCache.Shop.Tests.Instances;

/// <summary>Something of one product that is written again and again: its versions count from 1, and its page shows them.</summary>
/// <param name="Action">Where its form is posted.</param>
/// <param name="Fields">What is posted for a version.</param>
/// <param name="Shown">What a page shows of it: the page's name for a query, and the version in its answer.</param>
internal sealed partial record ShopChange(
    string Action,
    Func<int, (string Name, string Value)[]> Fields,
    IReadOnlyList<(string Query, Func<string, int> Version)> Shown
)
{
    public const string Page = "/product/700";

    /// <summary>More than any product costs at first.</summary>
    private const int FirstCents = 5_000_000;

    private int _begun;
    private int _acknowledged;

    /// <summary>No page that was asked for later may show less.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>No page that has come may show more.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <param name="page">As it is before the first change.</param>
    public static IReadOnlyList<ShopChange> Of(ShopPage page)
    {
        var category = CategoryLink().Match(page.Html).Groups["id"].Value;
        var reviews = Number(ReviewCount(), page.Html);
        return
        [
            // SaveChanges of one row, which compiled lookups depend on.
            new(
                $"{Page}/price",
                version => [("price", ((FirstCents + version) / 100m).ToString(CultureInfo.InvariantCulture))],
                [("product, compiled", html => Math.Max(0, Number(Price(), html) - FirstCents))]
            ),
            // An insert, which a list and an aggregate depend on.
            new(
                $"{Page}/reviews",
                version => [("author", "Vera"), ("stars", "5"), ("text", $"Review {version}.")],
                [
                    ("latest reviews", html => Number(ReviewText(), html)),
                    ("rating", html => Number(ReviewCount(), html) - reviews),
                ]
            ),
            // ExecuteUpdate of a table that the lookup of a product joins.
            new(
                $"/category/{category}/name",
                version => [("name", $"Category {version}.")],
                [
                    ("product, compiled", html => Number(CategoryName(), html)),
                    ("navigation", html => Number(NavigationName(), html)),
                ]
            ),
        ];
    }

    /// <summary>Writes the next version.</summary>
    public async Task WriteAsync(ShopVisitor visitor)
    {
        var version = Interlocked.Increment(ref _begun);
        await visitor.WriteAsync(Action, Fields(version));
        Volatile.Write(ref _acknowledged, version);
    }

    private static int Number(Regex pattern, string html) =>
        pattern.Match(html) is { Success: true } match
            ? int.Parse(
                match
                    .Groups["number"]
                    .Value.Replace(",", "", StringComparison.Ordinal)
                    .Replace(".", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            )
            : 0;

    [GeneratedRegex("""<div class="price">[^<0-9]*(&#x[0-9A-F]+;)?[^<0-9]*(?<number>[0-9.,]+)<""")]
    private static partial Regex Price();

    [GeneratedRegex("""<p>Review (?<number>[0-9]+)\.</p>""")]
    private static partial Regex ReviewText();

    [GeneratedRegex("in (?<number>[0-9]+) reviews")]
    private static partial Regex ReviewCount();

    [GeneratedRegex("""<div>\s*<a href="/category/(?<id>[0-9]+)">""")]
    private static partial Regex CategoryLink();

    [GeneratedRegex("""<div>\s*<a href="/category/[0-9]+">Category (?<number>[0-9]+)\.<""")]
    private static partial Regex CategoryName();

    [GeneratedRegex("""<nav>.*?>Category (?<number>[0-9]+)\.<.*?</nav>""", RegexOptions.Singleline)]
    private static partial Regex NavigationName();
}
