using EfCache.Infrastructure;
using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Options;

/// <summary>Which store the options choose, and what is wrong with them: said where it is written, with the option and the mend.</summary>
public sealed class RedisOptionsTests
{
    // Nobody listens there, and nobody asks.
    private const string Nowhere = "localhost:1,connectTimeout=100";

    public static TheoryData<Action<SecondLevelCacheOptionsBuilder>, string> Wrong { get; } =
        new()
        {
            { cache => cache.UseRedis(""), "configuration" },
            { cache => cache.UseRedis("   "), "configuration" },
            { cache => cache.UseRedis("password=aSecret"), "names no server" },
            { cache => cache.UseRedis(new ConfigurationOptions()), "names no server" },
            { cache => cache.UseRedis("localhost,connectTimeout=aSecret"), "can't be read" },
            { cache => cache.UseRedis("localhost,noSuchOption=aSecret"), "can't be read" },
            { cache => cache.UseRedis(Nowhere, redis => redis.WithDatabase(-1)), "WithDatabase" },
            { cache => cache.UseRedis(Nowhere, redis => redis.WithLookupTimeout(TimeSpan.Zero)), "WithLookupTimeout" },
            {
                cache => cache.UseRedis(Nowhere, redis => redis.WithLookupTimeout(TimeSpan.FromMinutes(1))),
                "WithLookupTimeout"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_said_at_once_and_without_the_secrets(
        Action<SecondLevelCacheOptionsBuilder> configure,
        string expected
    )
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Options(configure));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("aSecret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_no_configuration()
    {
        Assert.Throws<ArgumentNullException>(() => Options(cache => cache.UseRedis((string)null!)));
        Assert.Throws<ArgumentNullException>(() => Options(cache => cache.UseRedis((ConfigurationOptions)null!)));
        Assert.Throws<ArgumentNullException>(() => Options(cache => cache.UseRedis((IConnectionMultiplexer)null!)));
    }

    [Fact]
    public void Two_stores_are_one_too_many()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            Options(cache => cache.UseRedis(Nowhere).UseRedis("elsewhere:1"))
        );
        Assert.Contains("UseRedis", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() =>
            Options(cache => cache.UseRedis(Nowhere).UseInProcessStore(new InProcessStore()))
        );
        Assert.Throws<InvalidOperationException>(() =>
            Options(cache => cache.UseInProcessStore(new InProcessStore()).UseRedis(Nowhere))
        );
        Assert.Throws<InvalidOperationException>(() =>
            Options(cache => cache.UseRedis(Nowhere).UseRedis(Nowhere, redis => redis.WithDatabase(1)))
        );
    }

    [Fact]
    public void What_is_written_alike_is_one_store_and_what_differs_is_another()
    {
        var store = StoreOf(cache => cache.UseRedis(Nowhere));
        Assert.Same(store, StoreOf(cache => cache.UseRedis(Nowhere).UseRedis(Nowhere)));
        Assert.Same(store, StoreOf(cache => cache.UseRedis(ConfigurationOptions.Parse(Nowhere))));
        Assert.NotSame(store, StoreOf(cache => cache.UseRedis(Nowhere).WithKeyPrefix("another")));
        Assert.NotSame(store, StoreOf(cache => cache.UseRedis(Nowhere, redis => redis.WithDatabase(1))));
        Assert.NotSame(store, StoreOf(cache => cache.UseRedis(Nowhere + ",password=another")));
        Assert.Equal(1, StoreOf(cache => cache.UseRedis(Nowhere, redis => redis.WithDatabase(1))).Database);
    }

    [Fact]
    public void Database_that_is_said_or_not_is_one_store()
    {
        const string Configuration = "localhost:3,connectTimeout=100";
        var store = StoreOf(cache => cache.UseRedis(Configuration));

        Assert.Same(store, StoreOf(cache => cache.UseRedis(Configuration, redis => redis.WithDatabase(0))));
    }

    [Fact]
    public void Contexts_with_the_same_keys_agree_on_how_they_use_the_store()
    {
        const string Configuration = "localhost:4,connectTimeout=100";
        _ = StoreOf(cache => cache.UseRedis(Configuration));

        var error = Assert.Throws<InvalidOperationException>(() =>
            StoreOf(cache => cache.UseRedis(Configuration, redis => redis.WithLookupTimeout(TimeSpan.FromSeconds(1))))
        );

        Assert.Contains("WithLookupTimeout", error.Message, StringComparison.Ordinal);
        Assert.Contains("WithKeyPrefix", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contexts_with_the_same_keys_agree_on_what_a_write_does_that_is_not_told()
    {
        const string Configuration = "localhost:2,connectTimeout=100";
        Assert.Equal(InvalidationFailure.BestEffort, StoreOf(cache => cache.UseRedis(Configuration)).Failure);

        var error = Assert.Throws<InvalidOperationException>(() =>
            StoreOf(cache => cache.UseRedis(Configuration).OnInvalidationFailure(InvalidationFailure.Strict))
        );

        Assert.Contains("OnInvalidationFailure(Strict)", error.Message, StringComparison.Ordinal);
        Assert.Contains("WithKeyPrefix", error.Message, StringComparison.Ordinal);
        var separate = StoreOf(cache =>
            cache.UseRedis(Configuration).WithKeyPrefix("separate").OnInvalidationFailure(InvalidationFailure.Strict)
        );
        Assert.Equal(InvalidationFailure.Strict, separate.Failure);
    }

    [Fact]
    public async Task A_connection_of_the_services_is_found_with_its_key_and_without()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        await using var first = await (await RedisServer.SharedAsync()).ConnectAsync();
        await using var second = await (await RedisServer.SharedAsync()).ConnectAsync();
        await using var services = new ServiceCollection()
            .AddSingleton<IConnectionMultiplexer>(first)
            .AddKeyedSingleton<IConnectionMultiplexer>("cache", second)
            .BuildServiceProvider();

        var store = StoreOf(cache => cache.UseRedisFromServices(), services);
        Assert.Same(store, StoreOf(cache => cache.UseRedis(first)));
        Assert.Same(
            StoreOf(cache => cache.UseRedisFromServices("cache"), services),
            StoreOf(cache => cache.UseRedis(second))
        );
        var error = Assert.Throws<InvalidOperationException>(() =>
            StoreOf(cache => cache.UseRedisFromServices("another"), services)
        );
        Assert.Contains("UseRedisFromServices", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_without_a_connection_and_no_services_are_said_to_be_missing()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var error = Assert.Throws<InvalidOperationException>(() =>
            StoreOf(cache => cache.UseRedisFromServices(), services)
        );
        Assert.Contains("IConnectionMultiplexer", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidOperationException>(() => StoreOf(cache => cache.UseRedisFromServices()));
        Assert.Contains("UseApplicationServiceProvider", error.Message, StringComparison.Ordinal);
    }

    private static RedisCacheStore StoreOf(
        Action<SecondLevelCacheOptionsBuilder> configure,
        IServiceProvider? services = null
    )
    {
        using var context = new ParcelContext(Options(configure, services));
        return Assert.IsType<RedisCacheStore>(CacheSession.Of(context).Store);
    }

    private static DbContextOptions<ParcelContext> Options(
        Action<SecondLevelCacheOptionsBuilder> configure,
        IServiceProvider? services = null
    ) =>
        new DbContextOptionsBuilder<ParcelContext>()
            .UseSqlite("Data Source=:memory:")
            .UseApplicationServiceProvider(services)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
            .AddSecondLevelCache(configure)
            .Options;
}
