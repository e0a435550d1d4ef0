namespace EfCache.Settings;

/// <summary>A named policy, as the options hold it. What is null is decided by the next in precedence.</summary>
internal sealed record CachePolicy(string Name, TimeSpan? Ttl, TimeSpan? Sliding, IReadOnlyList<string> Tags);
