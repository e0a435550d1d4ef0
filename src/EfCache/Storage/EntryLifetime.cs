namespace EfCache.Storage;

/// <summary>How long an entry may be served: jitter is in it already.</summary>
/// <param name="Absolute">From the fill on; always positive.</param>
/// <param name="Sliding">Since the last hit, when sliding expiration is on; never longer than <paramref name="Absolute"/>.</param>
internal readonly record struct EntryLifetime(TimeSpan Absolute, TimeSpan? Sliding = null);
