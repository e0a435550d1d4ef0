using System.Net;
using System.Text.RegularExpressions;

namespace EfCache.Shop.Tests;

/// <summary>One answer of the shop.</summary>
internal partial record ShopPage(HttpStatusCode Status, string Html)
{
    public const string TokenField = "__RequestVerificationToken";

    /// <summary>What its forms are posted with.</summary>
    public string Token => AntiforgeryToken().Match(Html).Groups["token"].Value;

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

    [GeneratedRegex($"""name="{TokenField}" value="(?<token>[^"]+)""")]
    private static partial Regex AntiforgeryToken();
}
