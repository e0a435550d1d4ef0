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
    /// <summary>The time to live varied by up to ±10 %, so that what was stored together does not expire together.</summary>
    public TimeSpan JitteredTtl() => Ttl * (0.9 + (Random.Shared.NextDouble() * 0.2));
}
