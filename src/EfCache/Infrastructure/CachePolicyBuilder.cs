using EfCache.Settings;

namespace EfCache.Infrastructure;

/// <summary>Configures a named policy; see <see cref="SecondLevelCacheOptionsBuilder.AddPolicy"/>.</summary>
public sealed class CachePolicyBuilder
{
    private readonly List<string> _tags = [];
    private TimeSpan? _ttl;
    private TimeSpan? _sliding;

    internal CachePolicyBuilder() { }

    /// <summary>
    /// The time to live of entries under this policy, counted from when they were stored. Unset, it is the shortest of
    /// the entities that the query reads, else the default.
    /// </summary>
    /// <param name="ttl">Longer than zero. Each entry's is varied by up to ±10 %, so that they do not expire together.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is zero or negative.</exception>
    public CachePolicyBuilder WithTtl(TimeSpan ttl)
    {
        _ttl = OptionGuard.Positive(ttl, nameof(WithTtl));
        return this;
    }

    /// <summary>
    /// Lets entries under this policy expire when they were not read for a while, within their time to live. Off unless
    /// set.
    /// </summary>
    /// <param name="window">Longer than zero.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is zero or negative.</exception>
    public CachePolicyBuilder WithSlidingExpiration(TimeSpan window)
    {
        _sliding = OptionGuard.Positive(window, nameof(WithSlidingExpiration));
        return this;
    }

    /// <summary>Gives entries under this policy a name by which they can be invalidated together.</summary>
    /// <param name="tag">Any name of at most 128 characters; upper and lower case differ.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="tag"/> is empty or too long.</exception>
    public CachePolicyBuilder WithTag(string tag)
    {
        _tags.Add(OptionGuard.TagName(tag, nameof(WithTag)));
        return this;
    }

    internal CachePolicy Build(string name) => new(name, _ttl, _sliding, [.. _tags.Distinct(StringComparer.Ordinal)]);
}
