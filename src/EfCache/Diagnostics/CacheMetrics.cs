using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EfCache.Diagnostics;

/// <summary>The instruments of the meter <c>EfCache</c>. Unobserved, each costs a check of a field.</summary>
internal static class CacheMetrics
{
    public const string MeterName = "EfCache";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> Hits = Meter.CreateCounter<long>(
        "efcache.hits",
        "{query}",
        "Queries answered from the cache, by store."
    );

    public static readonly Counter<long> Misses = Meter.CreateCounter<long>(
        "efcache.misses",
        "{query}",
        "Queries looked up and not found, by store and reason."
    );

    public static readonly Counter<long> Fills = Meter.CreateCounter<long>(
        "efcache.fills",
        "{entry}",
        "Results stored, by store."
    );

    public static readonly Counter<long> Shared = Meter.CreateCounter<long>(
        "efcache.shared",
        "{query}",
        "Misses answered by another's read of the database, by store."
    );

    public static readonly Counter<long> Bypasses = Meter.CreateCounter<long>(
        "efcache.bypasses",
        "{query}",
        "Queries that are to be cached and ran without the cache, by reason."
    );

    public static readonly Counter<long> Invalidations = Meter.CreateCounter<long>(
        "efcache.invalidations",
        "{write}",
        "Writes that invalidated a table, or rows of it, by table."
    );

    public static readonly Histogram<double> LookupDuration = Meter.CreateHistogram<double>(
        "efcache.lookup.duration",
        "s",
        "How long lookups took, by store and outcome."
    );

    public static readonly Histogram<double> DatabaseDuration = Meter.CreateHistogram<double>(
        "efcache.database.duration",
        "s",
        "How long the database took to answer a miss, until the last row was read."
    );

    public static readonly Counter<long> NearHits = Meter.CreateCounter<long>(
        "efcache.near_hits",
        "{query}",
        "Hits whose rows were in this process's near cache, by the store that validated them; they count as hits too."
    );

    public static readonly Counter<long> StoreErrors = Meter.CreateCounter<long>(
        "efcache.store.errors",
        "{operation}",
        "What a store on servers could not do, by store, operation and reason."
    );

    public static readonly Counter<long> Rejections = Meter.CreateCounter<long>(
        "efcache.rejections",
        "{entry}",
        "Entries on servers that were not trusted and counted as misses, by store and reason."
    );

    private static readonly ObservedStores Stores = new(Meter);
    private static readonly ObservedServers Servers = new(Meter);

    /// <summary>Observes a store's sizes for as long as it lives.</summary>
    /// <param name="store">The store, which is not kept alive by this.</param>
    public static void Observe(IObservedStore store) => Stores.Add(store);

    /// <inheritdoc cref="Observe(IObservedStore)"/>
    public static void Observe(IObservedServers store) => Servers.Add(store);

    public static TimeSpan Elapsed(long started) => started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);
}
