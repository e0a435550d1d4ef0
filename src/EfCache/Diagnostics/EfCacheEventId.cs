using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EfCache.Diagnostics;

/// <summary>
/// The events that the second-level cache logs, in EF Core's categories <c>Query</c> and <c>Update</c>: for
/// <c>ILogger</c>, for <c>LogTo</c>, and for <c>ConfigureWarnings</c>. None of them carries a parameter's value or a row.
/// </summary>
public static class EfCacheEventId
{
    private const int BaseId = 40_100;

    /// <summary>A query was answered from the cache. Debug; the event's data is <see cref="CacheQueryEventData"/>.</summary>
    public static readonly EventId QueryHit = new(BaseId, Query(nameof(QueryHit)));

    /// <summary>A query was looked up and not found. Debug; the event's data is <see cref="CacheQueryEventData"/>.</summary>
    public static readonly EventId QueryMiss = new(BaseId + 1, Query(nameof(QueryMiss)));

    /// <summary>A query's result was stored. Debug; the event's data is <see cref="CacheQueryEventData"/>.</summary>
    public static readonly EventId QueryFilled = new(BaseId + 2, Query(nameof(QueryFilled)));

    /// <summary>
    /// A query that is to be cached ran without the cache, once for each query: Warning when the query can't ever be cached,
    /// Debug otherwise. Where <c>ConfigureWarnings</c> makes an error of it, a query that can't ever be cached fails each
    /// time, and the others do not. The event's data is <see cref="CacheQueryEventData"/>.
    /// </summary>
    public static readonly EventId QueryBypassed = new(BaseId + 3, Query(nameof(QueryBypassed)));

    /// <summary>A query's result is above the limits of an entry, once for each query. Information.</summary>
    public static readonly EventId ResultTooLarge = new(BaseId + 4, Query(nameof(ResultTooLarge)));

    /// <summary>An entry could not be replayed and counts as a miss. Warning.</summary>
    public static readonly EventId EntryUnreadable = new(BaseId + 5, Query(nameof(EntryUnreadable)));

    /// <summary>A connection interceptor keeps everything from being cached, once for each context's type. Warning.</summary>
    public static readonly EventId ConnectionInterceptorPreventsCaching = new(
        BaseId + 6,
        Query(nameof(ConnectionInterceptorPreventsCaching))
    );

    /// <summary>A query's result can't be kept on a server, once for each query. Warning.</summary>
    public static readonly EventId ResultNotStorable = new(BaseId + 7, Query(nameof(ResultNotStorable)));

    /// <summary>
    /// The store's servers do not answer: queries go to the database without asking them. Once for each change. Warning.
    /// </summary>
    public static readonly EventId StoreUnavailable = new(BaseId + 8, Query(nameof(StoreUnavailable)));

    /// <summary>The store's servers answer again. Information.</summary>
    public static readonly EventId StoreAvailable = new(BaseId + 9, Query(nameof(StoreAvailable)));

    /// <summary>A write invalidated tables, rows or everything. Debug.</summary>
    public static readonly EventId Invalidated = new(BaseId + 20, Update(nameof(Invalidated)));

    /// <summary>
    /// A write's outcome is not known, so that what it wrote is not served from the cache until its lease ends. Information.
    /// </summary>
    public static readonly EventId OutcomeUnknown = new(BaseId + 21, Update(nameof(OutcomeUnknown)));

    private static string Query(string name) => DbLoggerCategory.Query.Name + "." + name;

    private static string Update(string name) => DbLoggerCategory.Update.Name + "." + name;
}
