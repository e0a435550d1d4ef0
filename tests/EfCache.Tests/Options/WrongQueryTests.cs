using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Options;

/// <summary>What a query says wrongly of its caching fails where it is written, or when the query is compiled first.</summary>
public sealed class WrongQueryTests
{
    private readonly CatalogContext _context = CatalogOptions.Open(cache =>
        cache.AddPolicy("catalog", p => p.WithTag("c")).AddPolicy("orders", p => p.WithTag("o"))
    );

    [Fact]
    public void Time_that_is_not_positive_is_refused()
    {
        AssertRefused("Cacheable", () => _context.Plains.Cacheable(TimeSpan.Zero));
        AssertRefused("WithTtl", () => _context.Plains.Cacheable(q => q.WithTtl(TimeSpan.FromSeconds(-1))));
        AssertRefused("HasCacheTtl", () => new ModelBuilder().Entity<Plain>().HasCacheTtl(TimeSpan.Zero));
    }

    [Fact]
    public void Attribute_without_a_time_is_refused_with_its_entity()
    {
        var options = new DbContextOptionsBuilder<TimelessContext>()
            .AllowManyProviders()
            .UseSqlite(CatalogOptions.ConnectionString)
            .AddSecondLevelCache()
            .Options;
        using var context = new TimelessContext(options);
        var exception = Assert.Throws<InvalidOperationException>(() => context.Model);
        Assert.Contains("[CacheTtl]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Timeless", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_names_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => _context.Plains.Cacheable(""));
        Assert.ThrowsAny<ArgumentException>(() => _context.Plains.Cacheable("a;b"));
        Assert.ThrowsAny<ArgumentException>(() => _context.Plains.Cacheable(q => q.WithPolicy(" ")));
        Assert.ThrowsAny<ArgumentException>(() => _context.Plains.Cacheable(q => q.WithTag("")));
        Assert.ThrowsAny<ArgumentException>(() => _context.Plains.Cacheable(q => q.DependsOn(" ")));
        Assert.ThrowsAny<ArgumentException>(() => _context.Database.InvalidateCacheByTag(""));
        Assert.ThrowsAny<ArgumentException>(() => _context.Database.InvalidateCacheOfTable(""));
        Assert.ThrowsAny<ArgumentException>(() => new ModelBuilder().Entity<Plain>().HasCacheDependencies());
        Assert.ThrowsAny<ArgumentException>(() => new ModelBuilder().Entity<Plain>().HasCacheDependencies("a", ""));
    }

    [Fact]
    public void Unknown_policy_names_those_that_exist()
    {
        AssertNamesPolicies(() => _context.Plains.Cacheable("katalog").ToList());
        AssertNamesPolicies(() => _context.Plains.Cacheable("katalog").ToList());
        AssertNamesPolicies(() => _context.Plains.Cacheable("katalog").ExplainCaching());
        AssertNamesPolicies(() => _context.Plains.Cacheable("katalog").NotCacheable().ToList());
    }

    [Fact]
    public void Unknown_policy_in_a_compiled_query_names_those_that_exist()
    {
        var query = EF.CompileQuery((CatalogContext c) => c.Plains.Cacheable("katalog"));
        AssertNamesPolicies(() => query(_context).ToList());
    }

    [Fact]
    public void Policy_that_only_other_options_have_is_unknown_although_the_query_is_compiled()
    {
        using (var knows = CatalogOptions.Open(cache => cache.AddPolicy("here", p => p.WithTag("h"))))
        {
            Assert.True(knows.Plains.Cacheable("here").ExplainCaching().IsCached);
        }

        Assert.Throws<InvalidOperationException>(() => _context.Plains.Cacheable("here").ExplainCaching());
    }

    [Fact]
    public void Two_policies_in_one_query_are_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            _context.Plains.Cacheable("catalog").Cacheable("orders").ExplainCaching()
        );
        Assert.Contains("'catalog'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'orders'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependency_on_an_entity_that_is_not_in_the_model_is_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            _context.Plains.Cacheable(q => q.DependsOn<Device>()).ExplainCaching()
        );
        Assert.Contains("DependsOn<EfCache.Tests.Writes.Model.Device>()", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _context.Database.InvalidateCache<Device>());
    }

    [Fact]
    public void Query_tag_with_the_reserved_beginning_is_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            _context.Plains.TagWith("efcache: mine").ExplainCaching()
        );
        Assert.Contains("reserved", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_time_in_a_compiled_query_names_the_mend()
    {
        var query = EF.CompileQuery((CatalogContext c, TimeSpan ttl) => c.Plains.Cacheable(ttl));
        var exception = Assert.Throws<InvalidOperationException>(() =>
            query(_context, TimeSpan.FromSeconds(1)).ToList()
        );
        Assert.Contains("named policy", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string option, Func<object?> test)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(test);
        Assert.StartsWith(option + ":", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertNamesPolicies(Func<object?> test)
    {
        var exception = Assert.Throws<InvalidOperationException>(test);
        Assert.Contains("Cacheable(\"katalog\")", exception.Message, StringComparison.Ordinal);
        Assert.Contains("catalog, orders", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AddPolicy", exception.Message, StringComparison.Ordinal);
    }

    private sealed class TimelessContext(DbContextOptions<TimelessContext> options) : DbContext(options)
    {
        public DbSet<Timeless> Rows => Set<Timeless>();
    }
}
