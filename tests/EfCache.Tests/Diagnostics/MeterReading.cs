namespace EfCache.Tests.Diagnostics;

/// <summary>One measurement: the instrument, its value, and its tags as <c>name=value</c> in their order.</summary>
internal sealed record MeterReading(string Instrument, double Value, string Tags);
