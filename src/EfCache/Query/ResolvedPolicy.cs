using EfCache.Storage;

namespace EfCache.Query;

/// <summary>A plan's caching under some settings.</summary>
internal sealed record ResolvedPolicy(
    BypassReason Bypass,
    string Detail,
    TimeSpan Ttl,
    TimeSpan? Sliding,
    IReadOnlyList<string> UserTags
)
{
    // Longer than any process or server lives, and short enough to be added to any clock.
    private static readonly TimeSpan LongestTtl = TimeSpan.FromDays(36_500);

    /// <summary>
    /// How long an entry that is stored now lives: varied by up to ±10 %, so that what was stored together does not expire
    /// together.
    /// </summary>
    public EntryLifetime NewLifetime()
    {
        var ttl = Ttl < LongestTtl ? Ttl : LongestTtl;
        var absolute = ttl * (0.9 + (Random.Shared.NextDouble() * 0.2));
        return new EntryLifetime(absolute, Sliding < absolute ? Sliding : null);
    }
}
