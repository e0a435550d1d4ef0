using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace EfCache.Diagnostics;

/// <summary>
/// The instruments that are asked and not told. There is one of each for all stores, since a meter keeps its instruments for
/// as long as the process; stores of the same name are added up, for as long as they live.
/// </summary>
internal sealed class ObservedStores
{
    private readonly ConditionalWeakTable<IObservedStore, object?> _stores = [];

    public ObservedStores(Meter meter)
    {
        meter.CreateObservableUpDownCounter(
            "efcache.entries",
            () => Sum(store => store.EntryCount),
            "{entry}",
            "Entries in the store."
        );
        meter.CreateObservableUpDownCounter(
            "efcache.size",
            () => Sum(store => store.Size),
            "By",
            "Bytes in the store, estimated from above."
        );
        meter.CreateObservableCounter(
            "efcache.evictions",
            Evictions,
            "{entry}",
            "Entries that left the store, by reason."
        );
    }

    public void Add(IObservedStore store) => _stores.Add(store, null);

    private IEnumerable<Measurement<long>> Sum(Func<IObservedStore, long> value) =>
        Stores()
            .GroupBy(store => store.Name)
            .Select(stores => new Measurement<long>(stores.Sum(value), StoreTag(stores.Key)));

    private IEnumerable<Measurement<long>> Evictions() =>
        Stores()
            .SelectMany(store => store.Evictions, (store, eviction) => (store.Name, eviction.Key, eviction.Value))
            .GroupBy(eviction => (eviction.Name, eviction.Key))
            .Select(evictions => new Measurement<long>(
                evictions.Sum(eviction => eviction.Value),
                StoreTag(evictions.Key.Name),
                new KeyValuePair<string, object?>("reason", evictions.Key.Key)
            ));

    private IEnumerable<IObservedStore> Stores() => _stores.Select(pair => pair.Key);

    private static KeyValuePair<string, object?> StoreTag(string store) => new("store", store);
}
