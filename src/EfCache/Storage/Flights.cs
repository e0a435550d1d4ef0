namespace EfCache.Storage;

/// <summary>The reads of the database that are under way, by key, for concurrent misses to share (rule 11).</summary>
internal sealed class Flights { }
