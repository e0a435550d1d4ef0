using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EfCache.Tests.Diagnostics;

/// <summary>Listens to the library's meter.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<MeterReading> _readings = new();

    public MeterReadings()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "EfCache")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of what was told of an instrument with these tags.</summary>
    public double Sum(string instrument, string tags) =>
        _readings.Where(r => r.Instrument == instrument && r.Tags == tags).Sum(r => r.Value);

    /// <summary>The same whatever further tags there are.</summary>
    public double SumOf(string instrument, string tag) =>
        _readings.Where(r => r.Instrument == instrument && r.Tags.Split(',').Contains(tag)).Sum(r => r.Value);

    public int Count(string instrument, string tags) =>
        _readings.Count(r => r.Instrument == instrument && r.Tags == tags);

    /// <summary>What an instrument says now that is asked.</summary>
    public double Observe(string instrument, string tags)
    {
        _readings.Clear();
        _listener.RecordObservableInstruments();
        return Sum(instrument, tags);
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _readings.Enqueue(new MeterReading(instrument.Name, value, text));
    }
}
