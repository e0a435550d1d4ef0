using EfCache.Infrastructure;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.Options;

/// <summary>Every way of setting the cache up gives the same cache.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly LibraryDatabase _database = new();
    private readonly ReadLog _log = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Cache_before_the_database_provider_works()
    {
        var options = new DbContextOptionsBuilder<LibraryContext>().AllowManyProviders();
        options.AddSecondLevelCache(Configure);
        options.UseSqlite(_database.ConnectionString);
        AssertCachesAndInvalidates(options);
    }

    [Fact]
    public void Cache_after_the_database_provider_works()
    {
        var options = new DbContextOptionsBuilder<LibraryContext>().AllowManyProviders();
        options.UseSqlite(_database.ConnectionString);
        options.AddSecondLevelCache(Configure);
        AssertCachesAndInvalidates(options);
    }

    [Fact]
    public void Said_twice_the_second_adds_to_the_first()
    {
        var options = new DbContextOptionsBuilder<LibraryContext>().AllowManyProviders();
        options.AddSecondLevelCache(Configure);
        options.AddSecondLevelCache(cache => cache.WithDefaultTtl(TimeSpan.FromMinutes(1)));
        options.AddSecondLevelCache();
        options.UseSqlite(_database.ConnectionString);
        AssertCachesAndInvalidates(options);
        using var context = new LibraryContext(options.Options);
        Assert.Equal(TimeSpan.FromMinutes(1), context.Authors.Cacheable().ExplainCaching().Ttl);
    }

    [Fact]
    public void Internal_provider_with_the_services_alone_works()
    {
        using var provider = new ServiceCollection()
            .AddEntityFrameworkSqlite()
            .AddEfCacheServices(Configure)
            .BuildServiceProvider();
        AssertCachesAndInvalidates(
            new DbContextOptionsBuilder<LibraryContext>()
                .AllowManyProviders()
                .UseSqlite(_database.ConnectionString)
                .UseInternalServiceProvider(provider)
        );
    }

    [Fact]
    public void Options_come_before_the_settings_of_an_internal_provider()
    {
        using var provider = new ServiceCollection()
            .AddEntityFrameworkSqlite()
            .AddEfCacheServices(cache => cache.UseInProcessStore(new InProcessStore()).WithKeyPrefix("other"))
            .BuildServiceProvider();
        var options = new DbContextOptionsBuilder<LibraryContext>()
            .AllowManyProviders()
            .UseSqlite(_database.ConnectionString)
            .UseInternalServiceProvider(provider)
            .AddSecondLevelCache(Configure);
        AssertCachesAndInvalidates(options);
        using var context = new LibraryContext(options.Options);
        var tags = context.Authors.Cacheable().ExplainCaching().Tags;
        Assert.All(tags, tag => Assert.StartsWith("efcache:", tag, StringComparison.Ordinal));
    }

    [Fact]
    public void Services_that_are_added_twice_decorate_once()
    {
        using var provider = new ServiceCollection()
            .AddEntityFrameworkSqlite()
            .AddEfCacheServices()
            .AddEfCacheServices(Configure)
            .BuildServiceProvider();
        AssertCachesAndInvalidates(
            new DbContextOptionsBuilder<LibraryContext>()
                .AllowManyProviders()
                .UseSqlite(_database.ConnectionString)
                .UseInternalServiceProvider(provider)
        );
    }

    [Theory]
    [InlineData("AddDbContext")]
    [InlineData("AddDbContextPool")]
    [InlineData("AddDbContextFactory")]
    [InlineData("AddPooledDbContextFactory")]
    public void Every_registration_of_a_context_works(string registration)
    {
        var services = new ServiceCollection();
        _ = registration switch
        {
            "AddDbContext" => services.AddDbContext<LibraryContext>(ConfigureOptions),
            "AddDbContextPool" => services.AddDbContextPool<LibraryContext>(ConfigureOptions),
            "AddDbContextFactory" => services.AddDbContextFactory<LibraryContext>(ConfigureOptions),
            _ => services.AddPooledDbContextFactory<LibraryContext>(ConfigureOptions),
        };
        using var provider = services.BuildServiceProvider(validateScopes: true);
        AssertCachesAndInvalidates(() =>
        {
            var scope = provider.CreateScope();
            var context =
                scope.ServiceProvider.GetService<IDbContextFactory<LibraryContext>>()?.CreateDbContext()
                ?? scope.ServiceProvider.GetRequiredService<LibraryContext>();
            return (context, scope);
        });
    }

    [Fact]
    public void Contexts_with_different_settings_share_an_internal_provider()
    {
        List<IModelSource> singletons = [];
        for (var i = 1; i <= 3; i++)
        {
            var ttl = TimeSpan.FromSeconds(i);
            var options = _database.Options(configureCache: cache => cache.WithDefaultTtl(ttl).VaryBy(_ => ttl));
            using var context = new LibraryContext(options);
            Assert.Equal(ttl, context.Authors.Cacheable().ExplainCaching().Ttl);
            singletons.Add(context.GetService<IModelSource>());
        }

        Assert.Single(singletons.Distinct());
    }

    private void Configure(SecondLevelCacheOptionsBuilder cache) => cache.UseInProcessStore(_database.Store);

    private void ConfigureOptions(DbContextOptionsBuilder options)
    {
        options.AllowManyProviders().UseSqlite(_database.ConnectionString).AddSecondLevelCache(Configure);
        _log.AddTo(options);
    }

    private void AssertCachesAndInvalidates(DbContextOptionsBuilder<LibraryContext> options)
    {
        _log.AddTo(options);
        AssertCachesAndInvalidates(() => (new LibraryContext(options.Options), null));
    }

    private void AssertCachesAndInvalidates(Func<(LibraryContext Context, IDisposable? Scope)> open)
    {
        Assert.Equal((ReadOutcome.Filled, 3), Read(open));
        Assert.Equal((ReadOutcome.Hit, 3), Read(open));
        var (writer, scope) = open();
        using (scope)
        using (writer)
        {
            writer.Add(new Author { Name = "New" });
            writer.SaveChanges();
        }

        _log.Take();
        Assert.Equal((ReadOutcome.Filled, 4), Read(open));
        Assert.Equal((ReadOutcome.Hit, 4), Read(open));
    }

    private (ReadOutcome, int) Read(Func<(LibraryContext Context, IDisposable? Scope)> open)
    {
        var (context, scope) = open();
        using (scope)
        using (context)
        {
            var count = context.Authors.Cacheable().ToList().Count;
            return (_log.Take(), count);
        }
    }
}
