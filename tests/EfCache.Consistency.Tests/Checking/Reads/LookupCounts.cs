using System.Diagnostics.Metrics;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>What one reader's queries came to, by the library's own meter, which tells it in the query's flow of execution.</summary>
internal sealed class LookupCounts
{
    private static readonly AsyncLocal<LookupCounts?> Current = new();

    public int Hits { get; private set; }

    public int Misses { get; private set; }

    /// <summary>Misses that another's read of the database answered.</summary>
    public int Shared { get; private set; }

    public int Fills { get; private set; }

    public int Bypasses { get; private set; }

    /// <summary>Misses by their reason.</summary>
    public Dictionary<string, int> Reasons { get; } = [];

    /// <summary>Queries from here on, in this flow of execution, count here.</summary>
    public void Use() => Current.Value = this;

    public static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (
                    instrument.Meter.Name == "EfCache"
                    && instrument.Name
                        is "efcache.hits"
                            or "efcache.misses"
                            or "efcache.shared"
                            or "efcache.fills"
                            or "efcache.bypasses"
                )
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            static (instrument, _, tags, _) => Current.Value?.Add(instrument.Name, tags)
        );
        listener.Start();
        return listener;
    }

    private void Add(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (instrument)
        {
            case "efcache.hits":
                Hits++;
                break;
            case "efcache.misses":
                Misses++;
                AddReason(tags);
                break;
            case "efcache.shared":
                Shared++;
                break;
            case "efcache.fills":
                Fills++;
                break;
            default:
                Bypasses++;
                break;
        }
    }

    private void AddReason(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "reason" && value is string reason)
            {
                Reasons[reason] = Reasons.GetValueOrDefault(reason) + 1;
            }
        }
    }
}
