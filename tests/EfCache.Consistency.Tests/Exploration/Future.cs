namespace EfCache.Consistency.Tests.Exploration;

/// <summary>All that can follow a state.</summary>
/// <param name="Interleavings">The number of schedules.</param>
/// <param name="Hits">The number of hits in them, each counted in each schedule.</param>
internal readonly record struct Future(long Interleavings, long Hits);
