using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace EfCache.Diagnostics;

/// <summary>The health of stores on servers, for as long as they live. There is one instrument of each kind for all of them.</summary>
internal sealed class ObservedServers
{
    private readonly ConditionalWeakTable<IObservedServers, object?> _stores = [];

    public ObservedServers(Meter meter)
    {
        meter.CreateObservableUpDownCounter(
            "efcache.store.available",
            () => OfEach(stores => stores.All(store => store.IsAvailable) ? 1 : 0),
            "{store}",
            "1 if the store's servers answer, 0 if queries go to the database without asking them."
        );
        meter.CreateObservableUpDownCounter(
            "efcache.invalidations.kept",
            () => OfEach(stores => stores.Sum(store => store.KeptBumps)),
            "{tag}",
            "Tags whose invalidation could not be delivered yet."
        );
    }

    public void Add(IObservedServers store) => _stores.Add(store, null);

    private IEnumerable<Measurement<int>> OfEach(Func<IEnumerable<IObservedServers>, int> value) =>
        _stores
            .Select(pair => pair.Key)
            .GroupBy(store => store.Name)
            .Select(stores => new Measurement<int>(
                value(stores),
                new KeyValuePair<string, object?>("store", stores.Key)
            ));
}
