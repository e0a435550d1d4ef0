namespace EfCache.Storage;

/// <summary>A store has become available or unavailable.</summary>
/// <param name="IsAvailable">Whether it answers.</param>
/// <param name="Why">For people, and fit for a log: without keys and values.</param>
internal sealed record StoreNews(bool IsAvailable, string Why);
