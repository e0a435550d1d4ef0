using EfCache.Infrastructure;
using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Options;

/// <summary>A wrong setting fails where it is written, with the option's name and the mend.</summary>
public sealed class WrongOptionTests
{
    public static TheoryData<string, Action<SecondLevelCacheOptionsBuilder>, string> WrongValues { get; } =
        new()
        {
            { "WithDefaultTtl", cache => cache.WithDefaultTtl(TimeSpan.Zero), "longer than zero" },
            { "WithDefaultTtl", cache => cache.WithDefaultTtl(TimeSpan.FromSeconds(-1)), "longer than zero" },
            { "WithSlidingExpiration", cache => cache.WithSlidingExpiration(TimeSpan.Zero), "longer than zero" },
            { "WithSlidingExpiration", cache => cache.WithSlidingExpiration(-TimeSpan.MaxValue), "longer than zero" },
            { "WithTtl", cache => cache.AddPolicy("p", p => p.WithTtl(TimeSpan.Zero)), "longer than zero" },
            {
                "WithSlidingExpiration",
                cache => cache.AddPolicy("p", p => p.WithSlidingExpiration(TimeSpan.FromTicks(-1))),
                "longer than zero"
            },
            { "WithEntryLimits", cache => cache.WithEntryLimits(0, 1 << 20), "at least 1" },
            { "WithEntryLimits", cache => cache.WithEntryLimits(10, 1023), "at least 1024" },
            { "WithSizeLimit", cache => cache.WithSizeLimit(1000), "1048576" },
            { "WithKeyPrefix", cache => cache.WithKeyPrefix("two words"), "ASCII" },
            { "WithKeyPrefix", cache => cache.WithKeyPrefix("ä"), "ASCII" },
            { "WithKeyPrefix", cache => cache.WithKeyPrefix(new string('a', 65)), "64" },
            { "OnInvalidationFailure", cache => cache.OnInvalidationFailure((InvalidationFailure)7), "Strict" },
            { "AddPolicy", cache => cache.AddPolicy("a;b", _ => { }), "';'" },
            { "AddPolicy", cache => cache.AddPolicy("a\nb", _ => { }), "line break" },
            { "AddPolicy", cache => cache.AddPolicy("a", _ => { }).AddPolicy("a", _ => { }), "another name" },
            { "WithTag", cache => cache.AddPolicy("a", p => p.WithTag(new string('a', 129))), "128" },
        };

    public static TheoryData<Action<SecondLevelCacheOptionsBuilder>> EmptyValues { get; } =
        new()
        {
            cache => cache.WithKeyPrefix(""),
            cache => cache.WithKeyPrefix(" "),
            cache => cache.WithKeyPrefix(null!),
            cache => cache.AddPolicy("", _ => { }),
            cache => cache.AddPolicy("a", null!),
            cache => cache.AddPolicy("a", p => p.WithTag(" ")),
            cache => cache.UseInProcessStore(null!),
            cache => cache.VaryBy(null!),
            cache => cache.WithDatabaseIdentity(null!),
        };

    [Theory]
    [MemberData(nameof(WrongValues), DisableDiscoveryEnumeration = true)]
    public void Wrong_value_names_its_option_and_the_mend(
        string option,
        Action<SecondLevelCacheOptionsBuilder> configure,
        string mend
    )
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => AddSecondLevelCache(configure));
        Assert.StartsWith(option + ":", exception.Message, StringComparison.Ordinal);
        Assert.Contains(mend, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EmptyValues), DisableDiscoveryEnumeration = true)]
    public void Missing_value_is_refused(Action<SecondLevelCacheOptionsBuilder> configure) =>
        Assert.ThrowsAny<ArgumentException>(() => AddSecondLevelCache(configure));

    [Fact]
    public void Two_stores_are_refused_by_both_names()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            AddSecondLevelCache(cache => cache.UseInProcessStore(new InProcessStore()).WithSizeLimit(1 << 20))
        );
        Assert.Contains("UseInProcessStore", exception.Message, StringComparison.Ordinal);
        Assert.Contains("WithSizeLimit", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() =>
            AddSecondLevelCache(cache =>
                cache.UseInProcessStore(new InProcessStore()).UseInProcessStore(new InProcessStore())
            )
        );
        Assert.Throws<InvalidOperationException>(() =>
            AddSecondLevelCache(cache => cache.WithSizeLimit(1 << 20).WithSizeLimit(1 << 21))
        );
    }

    [Fact]
    public void Same_store_twice_is_no_contradiction()
    {
        var store = new InProcessStore();
        AddSecondLevelCache(cache => cache.UseInProcessStore(store).UseInProcessStore(store));
        AddSecondLevelCache(cache => cache.WithSizeLimit(1 << 20).WithSizeLimit(1 << 20));
    }

    [Fact]
    public void Contradicting_doors_are_refused_by_both_names()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            AddSecondLevelCache(cache => cache.RunCommandInterceptorsOnHits().SkipCommandInterceptorsOnHits())
        );
        Assert.Contains("RunCommandInterceptorsOnHits", exception.Message, StringComparison.Ordinal);
        Assert.Contains("SkipCommandInterceptorsOnHits", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() =>
            AddSecondLevelCache(cache => cache.SkipCommandInterceptorsOnHits().RunCommandInterceptorsOnHits())
        );
        AddSecondLevelCache(cache => cache.RunCommandInterceptorsOnHits().RunCommandInterceptorsOnHits());
    }

    [Fact]
    public void Other_limit_of_the_shared_store_is_refused_when_it_is_opened()
    {
        // Whatever test comes first opens it, with its default limit.
        using (var first = Open(_ => { }))
        {
            first.Plains.Cacheable().ExplainCaching();
        }

        using var second = Open(cache => cache.WithSizeLimit(3 << 20));
        var exception = Assert.Throws<InvalidOperationException>(() => second.Plains.Cacheable().ExplainCaching());
        Assert.Contains("WithSizeLimit(3145728)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("UseInProcessStore", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_limits_of_a_store_of_ones_own_are_refused()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new InProcessStore(new InProcessStoreOptions { SizeLimit = 5 })
        );
        Assert.Contains("InProcessStoreOptions.SizeLimit", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() =>
            new InProcessStore(new InProcessStoreOptions { TimeProvider = null! })
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Database_identity_that_is_missing_fails_at_first_use(string? identity)
    {
        using var context = Open(cache => cache.WithDatabaseIdentity(_ => identity!));
        var exception = Assert.Throws<InvalidOperationException>(() => context.Plains.Cacheable().ExplainCaching());
        Assert.Contains("WithDatabaseIdentity", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalidation_without_the_cache_names_the_mend()
    {
        using var context = new CatalogContext(
            new DbContextOptionsBuilder<CatalogContext>()
                .AllowManyProviders()
                .UseSqlite(CatalogOptions.ConnectionString)
                .Options
        );
        var exception = Assert.Throws<InvalidOperationException>(() => context.Database.InvalidateCache());
        Assert.Contains("AddSecondLevelCache", exception.Message, StringComparison.Ordinal);
    }

    private static CatalogContext Open(Action<SecondLevelCacheOptionsBuilder> configure) =>
        new(
            new DbContextOptionsBuilder<CatalogContext>()
                .AllowManyProviders()
                .UseSqlite(CatalogOptions.ConnectionString)
                .AddSecondLevelCache(configure)
                .Options
        );

    private static void AddSecondLevelCache(Action<SecondLevelCacheOptionsBuilder> configure) =>
        new DbContextOptionsBuilder().AddSecondLevelCache(configure);
}
