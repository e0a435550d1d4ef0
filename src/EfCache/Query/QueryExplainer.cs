using System.Security.Cryptography;
using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>
/// Explains a query by letting EF Core make its command, on which our template passes by, and making its request ready
/// without asking the store.
/// </summary>
internal static class QueryExplainer
{
    [ThreadStatic]
    private static Capture? _capture;

    public static CacheExplanation Explain(IQueryable source)
    {
        var outer = _capture;
        var capture = _capture = new Capture();
        try
        {
            using var command = source.CreateDbCommand();
            return capture.Query is { } query
                ? Explain(query, capture.Connection!, capture.Parameters)
                : NotOurs(command.CommandText);
        }
        finally
        {
            _capture = outer;
        }
    }

    /// <summary>Called by the template of which EF Core makes a command.</summary>
    public static void Note(QueryTemplate? query, RelationalCommandParameterObject parameterObject)
    {
        if (_capture is { Query: null } capture)
        {
            capture.Query = query;
            capture.Connection = parameterObject.Connection;
            capture.Parameters = parameterObject.ParameterValues;
        }
    }

    private static CacheExplanation Explain(
        QueryTemplate query,
        IRelationalConnection connection,
        IReadOnlyDictionary<string, object?>? parameters
    )
    {
        var session = CacheSession.Of(connection.Context);
        var request = new QueryRequest();
        var bypass = request.Prepare(query, query.Plan.For(session), session, connection, parameters);
        var isCached = bypass == BypassReason.None;
        string[] tags = isCached ? [.. request.Tags.Select(tag => tag.Name)] : [];
        return new CacheExplanation
        {
            IsCached = isCached,
            IsLookupOnly = isCached && request.IsLookupOnly,
            BypassReason = isCached ? null : bypass.ToMetric(),
            BypassDetail = isCached ? null : QueryBypass.Describe(bypass, query, session),
            Key = isCached ? Convert.ToHexStringLower(SHA256.HashData(request.Key)) : null,
            Tables =
            [
                .. query
                    .Plan.Accesses.Select(access => access.Table)
                    .Distinct()
                    .Select(table => table.Schema is null ? table.Name : table.Schema + "." + table.Name),
            ],
            Tags = tags,
            Rows = isCached ? [.. request.Tags.Where(TagNames.IsRow).Select(tag => tag.Name)] : [],
            Ttl = isCached ? request.Policy.Ttl : null,
            Sliding = isCached ? request.Policy.Sliding : null,
            Policy = query.Plan.Directives.Policy,
            Store = session.Store.Name,
            RunsCommandInterceptorsOnHits = session.UsesCommandDoor,
            CommandText = query.CommandText,
        };
    }

    private static CacheExplanation NotOurs(string commandText) =>
        new()
        {
            BypassReason = Query.BypassReason.UnknownExpression.ToMetric(),
            BypassDetail =
                "the cache has no plan of it: its context does not have AddSecondLevelCache, or its SQL was made when the "
                + "application was built",
            CommandText = commandText,
        };

    private sealed class Capture
    {
        public QueryTemplate? Query { get; set; }

        public IRelationalConnection? Connection { get; set; }

        public IReadOnlyDictionary<string, object?>? Parameters { get; set; }
    }
}
