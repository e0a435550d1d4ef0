using EfCache.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies;

/// <summary>Never cached, NotCacheable, Cacheable, cacheable entities, all queries: in this order.</summary>
public sealed class PrecedenceTests
{
    [Fact]
    public void Query_is_not_cached_unless_somebody_asks()
    {
        using var context = CatalogOptions.Open();
        Assert.Equal("not_requested", context.Plains.ExplainCaching().BypassReason);
        Assert.True(context.Plains.Cacheable().ExplainCaching().IsCached);
    }

    [Fact]
    public void Query_of_only_cacheable_entities_is_cached_without_asking()
    {
        using var context = CatalogOptions.Open();
        Assert.True(context.Countries.ExplainCaching().IsCached);
        Assert.True(context.Countries.Where(c => context.Currencies.Any(x => x.Id == c.Id)).ExplainCaching().IsCached);
    }

    [Fact]
    public void Query_of_a_cacheable_entity_and_another_is_not_cached_without_asking()
    {
        using var context = CatalogOptions.Open();
        var query = context.Countries.Where(c => context.Plains.Any(p => p.Id == c.Id));
        Assert.Equal("not_requested", query.ExplainCaching().BypassReason);
        Assert.True(query.Cacheable().ExplainCaching().IsCached);
    }

    [Fact]
    public void NotCacheable_comes_before_Cacheable_and_cacheable_entities()
    {
        using var context = CatalogOptions.Open(cache => cache.CacheAllQueries());
        Assert.Equal("not_cacheable", context.Plains.Cacheable().NotCacheable().ExplainCaching().BypassReason);
        Assert.Equal("not_cacheable", context.Plains.NotCacheable().Cacheable().ExplainCaching().BypassReason);
        Assert.Equal("not_cacheable", context.Countries.NotCacheable().ExplainCaching().BypassReason);
        Assert.Equal("not_cacheable", context.Plains.NotCacheable().ExplainCaching().BypassReason);
    }

    [Fact]
    public void Entity_that_is_never_cached_comes_before_everything()
    {
        using var context = CatalogOptions.Open(cache => cache.CacheAllQueries());
        Assert.Equal("never_cached_entity", context.Secrets.Cacheable().ExplainCaching().BypassReason);
        Assert.Equal("never_cached_entity", context.Secrets.ExplainCaching().BypassReason);
        var joined = context.Countries.Where(c => context.Secrets.Any(s => s.Id == c.Id)).Cacheable();
        Assert.Equal("never_cached_entity", joined.ExplainCaching().BypassReason);
        Assert.Contains("Secret", joined.ExplainCaching().BypassDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void Derived_entity_that_is_never_cached_keeps_its_bases_rows_out_too()
    {
        using var context = CatalogOptions.Open();
        Assert.Equal("never_cached_entity", context.Documents.Cacheable().ExplainCaching().BypassReason);
    }

    [Fact]
    public void CacheAllQueries_caches_what_nobody_asked_for()
    {
        using var context = CatalogOptions.Open(cache => cache.CacheAllQueries());
        Assert.True(context.Plains.ExplainCaching().IsCached);
    }

    [Fact]
    public void CacheAllQueries_leaves_out_what_is_not_determined_unless_it_asks()
    {
        using var context = CatalogOptions.Open(cache => cache.CacheAllQueries());
        var query = context.Plains.Select(p => new { p.Id, Order = EF.Functions.Random() });
        Assert.Equal("non_deterministic", query.ExplainCaching().BypassReason);
        Assert.True(query.Cacheable().ExplainCaching().IsCached);
    }

    [Fact]
    public void Contexts_with_different_settings_share_compiled_queries_and_keep_their_own_policies()
    {
        static bool IsCached(Action<SecondLevelCacheOptionsBuilder>? configure)
        {
            using var context = CatalogOptions.Open(configure);
            return context.Plains.Where(p => p.Id > 3).ExplainCaching().IsCached;
        }

        Assert.False(IsCached(null));
        Assert.True(IsCached(cache => cache.CacheAllQueries()));
        Assert.False(IsCached(null));
    }
}
