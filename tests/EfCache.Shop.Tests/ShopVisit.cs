using System.Net;
using System.Text.RegularExpressions;

namespace EfCache.Shop.Tests;

/// <summary>One answer of the shop, and what it cost the database.</summary>
internal sealed partial record ShopVisit(HttpStatusCode Status, string Html, int Commands, int Openings)
{
    /// <summary>What the page's own panel says of its queries: label, then hit, miss or bypass, and its reason.</summary>
    public IReadOnlyDictionary<string, string> Panel { get; } =
        PanelRow()
            .Matches(Html)
            .ToDictionary(
                row => row.Groups["label"].Value,
                row => $"{row.Groups["outcome"].Value} {row.Groups["reason"].Value}".TrimEnd()
            );

    [GeneratedRegex(
        """<tr><td>(?<label>[^<]*)</td>\s*<td><span class="badge \w+">(?<outcome>\w+)</span></td>\s*<td>(?<reason>[^<]*)</td>"""
    )]
    private static partial Regex PanelRow();
}
