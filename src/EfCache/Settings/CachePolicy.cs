namespace EfCache.Settings;

/// <summary>A named policy, as the options hold it. What is null is decided by the next in precedence.</summary>
internal sealed record CachePolicy(string Name, TimeSpan? Ttl, TimeSpan? Sliding, IReadOnlyList<string> Tags)
{
    public bool Equals(CachePolicy? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && Name == other.Name
            && Ttl == other.Ttl
            && Sliding == other.Sliding
            && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal)
        );

    public override int GetHashCode() => HashCode.Combine(Name, Ttl, Sliding);
}
