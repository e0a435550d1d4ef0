using Microsoft.EntityFrameworkCore;
using Shop.Caching;
using Shop.Catalog;

namespace Shop.Pages;

/// <summary>What the cache did for this page, and since the start.</summary>
internal static class CachePanel
{
    public static Html Render(
        ShopConnections connections,
        QueryTrace trace,
        CacheTotals totals,
        IQueryable mainQuery,
        HttpRequest request,
        Html antiforgery
    ) =>
        Html.Of(
            $"""
            <aside class="panel">
              <h2>The queries of this page</h2>
              <table>
                <tr><th>query</th><th>cache</th><th>because</th><th class="number">waited</th><th class="number">of that, database</th></tr>
                {trace.Queries.Select(Row)}
              </table>
              <p>Answered on port {request.HttpContext.Connection.LocalPort} by process {Environment.ProcessId};
                rows in {connections.Database}, entries in {connections.Store}</p>
              <p class="muted">The first run of each query includes the time in which EF Core compiles it.</p>
              <div class="totals">
                <span>Since this process started:</span>
                <span><b>{totals["efcache.hits"]}</b> hits</span>
                <span><b>{totals["efcache.misses"]}</b> misses</span>
                <span><b>{totals["efcache.fills"]}</b> fills</span>
                <span><b>{totals["efcache.bypasses"]}</b> bypasses</span>
                <span><b>{totals["efcache.invalidations"]}</b> invalidations</span>
                <form method="post" action="/cache/invalidate">
                  {antiforgery}
                  <input type="hidden" name="back" value="{request.Path + request.QueryString}">
                  <button>Invalidate tag “{CatalogQueries.Tag}”</button>
                </form>
                <a href="{request.Path + request.QueryString.Add("explain", "1")}">Explain this page's main query</a>
              </div>
              {Explanation(mainQuery, request)}
            </aside>
            """
        );

    private static Html Row(TracedQuery query) =>
        Html.Of(
            $"""
            <tr><td>{query.Label}</td>
            <td><span class="badge {query.Outcome.ToString().ToLowerInvariant()}">{query.Outcome.ToString().ToLowerInvariant()}</span></td>
            <td>{query.Reason}</td>
            <td class="number">{Milliseconds(query.Elapsed)}</td>
            <td class="number">{(query.Outcome == QueryOutcome.Hit ? "–" : Milliseconds(query.Database))}</td></tr>
            """
        );

    private static Html Explanation(IQueryable mainQuery, HttpRequest request) =>
        request.Query.ContainsKey("explain") ? Html.Of($"<pre>{mainQuery.ExplainCaching()}</pre>") : Html.Empty;

    private static string Milliseconds(TimeSpan time) =>
        FormattableString.Invariant($"{time.TotalMilliseconds:0.000} ms");
}
