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

    /// <summary>Observes a store's sizes for as long as it lives.</summary>
    public static void Observe<TStore>(
        TStore store,
        string name,
        Func<TStore, long> entries,
        Func<TStore, long> bytes,
        Func<TStore, IEnumerable<KeyValuePair<string, long>>> evictions
    )
        where TStore : class
    {
        var reference = new WeakReference<TStore>(store);
        var storeTag = new KeyValuePair<string, object?>("store", name);
        Meter.CreateObservableUpDownCounter("efcache.entries", () => Read(entries), "{entry}", "Entries in the store.");
        Meter.CreateObservableUpDownCounter(
            "efcache.size",
            () => Read(bytes),
            "By",
            "Bytes in the store, estimated from above."
        );
        Meter.CreateObservableCounter(
            "efcache.evictions",
            () =>
                reference.TryGetTarget(out var live)
                    ? evictions(live)
                        .Select(pair => new Measurement<long>(
                            pair.Value,
                            storeTag,
                            new KeyValuePair<string, object?>("reason", pair.Key)
                        ))
                    : [],
            "{entry}",
            "Entries that left the store, by reason."
        );

        IEnumerable<Measurement<long>> Read(Func<TStore, long> value) =>
            reference.TryGetTarget(out var live) ? [new Measurement<long>(value(live), storeTag)] : [];
    }

    public static TimeSpan Elapsed(long started) => started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);
}
