using EfCache.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies;

/// <summary>Contexts with different options share a query's plan, and each gets what its own options decide.</summary>
public sealed class SharedPlanTests
{
    public static TheoryData<string> Differences => [.. Variants.Keys];

    private static readonly Dictionary<string, Action<SecondLevelCacheOptionsBuilder>> Variants = new()
    {
        ["the policy's time"] = cache => cache.AddPolicy("p", p => p.WithTtl(TimeSpan.FromHours(2)).WithTag("a")),
        ["the policy's tag"] = cache => cache.AddPolicy("p", p => p.WithTtl(TimeSpan.FromHours(1)).WithTag("b")),
        ["the policy's tags"] = cache =>
            cache.AddPolicy("p", p => p.WithTtl(TimeSpan.FromHours(1)).WithTag("a").WithTag("b")),
        ["the policy's window"] = cache =>
            cache.AddPolicy(
                "p",
                p => p.WithTtl(TimeSpan.FromHours(1)).WithTag("a").WithSlidingExpiration(TimeSpan.FromMinutes(1))
            ),
        ["the window"] = cache => Usual(cache.WithSlidingExpiration(TimeSpan.FromMinutes(2))),
        ["the prefix"] = cache => Usual(cache.WithKeyPrefix("other")),
        ["the database's identity"] = cache => Usual(cache.WithDatabaseIdentity(_ => "other")),
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Options_that_differ_are_told_apart_in_turn(string difference)
    {
        var usual = Explain(Usual);
        var other = Explain(Variants[difference]);
        Assert.NotEqual(usual, other);
        Assert.Equal(usual, Explain(Usual));
        Assert.Equal(other, Explain(Variants[difference]));
    }

    [Fact]
    public void Default_time_to_live_and_all_queries_are_told_apart_in_turn()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            using var usual = CatalogOptions.Open();
            Assert.Equal(TimeSpan.FromMinutes(5), usual.Plains.Cacheable().ExplainCaching().Ttl);
            Assert.False(usual.Plains.ExplainCaching().IsCached);
            using var other = CatalogOptions.Open(cache =>
                cache.WithDefaultTtl(TimeSpan.FromSeconds(3)).CacheAllQueries()
            );
            Assert.Equal(TimeSpan.FromSeconds(3), other.Plains.Cacheable().ExplainCaching().Ttl);
            Assert.True(other.Plains.ExplainCaching().IsCached);
        }
    }

    private static void Usual(SecondLevelCacheOptionsBuilder cache) =>
        cache.AddPolicy("p", p => p.WithTtl(TimeSpan.FromHours(1)).WithTag("a"));

    private static (TimeSpan? Ttl, TimeSpan? Sliding, string Tags) Explain(
        Action<SecondLevelCacheOptionsBuilder> configure
    )
    {
        using var context = CatalogOptions.Open(configure);
        var explanation = context.Plains.Cacheable("p").ExplainCaching();
        return (explanation.Ttl, explanation.Sliding, string.Join(' ', explanation.Tags));
    }
}
