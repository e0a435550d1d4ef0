using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Tests.CompiledModels;

/// <summary>What the model says of the cache survives its compilation.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void Compiled_model_says_of_the_cache_what_the_model_says()
    {
        using var context = CatalogOptions.Open(
            cache => cache.CacheAllQueries(),
            options => options.UseModel(CreateModel())
        );

        Assert.Equal(TimeSpan.FromMinutes(10), context.Products.ExplainCaching().Ttl);
        Assert.Equal(TimeSpan.FromMinutes(7), context.Attributed.ExplainCaching().Ttl);
        Assert.Equal(TimeSpan.FromMinutes(1), context.Overruled.ExplainCaching().Ttl);
        Assert.Equal(new TimeSpan(1, 1, 1), context.Circles.ExplainCaching().Ttl);
        Assert.Equal("never_cached_entity", context.Secrets.ExplainCaching().BypassReason);
        Assert.Equal("never_cached_entity", context.Documents.ExplainCaching().BypassReason);
        Assert.Single(context.Plains.Where(p => p.Id == 5).ExplainCaching().Rows);
        Assert.Contains(
            "efcache:t:{branches}:countryid=5",
            context.Branches.Where(b => b.CountryId == 5).ExplainCaching().Tags
        );
    }

    [Fact]
    public void Compiled_model_caches_and_invalidates()
    {
        var file = Path.GetTempFileName();
        var model = CreateModel();
        var store = new InProcessStore();
        var log = new ReadLog();
        var options = new DbContextOptionsBuilder<CatalogContext>().AllowManyProviders()
            .UseSqlite($"Data Source={file};Pooling=False")
            .UseModel(model)
            .AddSecondLevelCache(cache => cache.UseInProcessStore(store));
        log.AddTo(options);
        try
        {
            using (var setup = CatalogOptions.Open(configure: o => o.UseSqlite($"Data Source={file};Pooling=False")))
            {
                setup.Database.EnsureCreated();
            }

            using var context = new CatalogContext(options.Options);
            Assert.Empty(context.Countries.ToList());
            Assert.Equal(ReadOutcome.Filled, log.Take());
            Assert.Empty(context.Prices.Cacheable().ToList());
            Assert.Equal(ReadOutcome.Filled, log.Take());

            context.Add(new Plain { Name = "a trigger writes prices" });
            context.SaveChanges();

            Assert.Empty(context.Prices.Cacheable().ToList());
            Assert.Equal(ReadOutcome.Filled, log.Take());
            Assert.Empty(context.Countries.ToList());
            Assert.Equal(ReadOutcome.Hit, log.Take());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IModel CreateModel()
    {
        using var context = CatalogOptions.Open();
        return CompiledCatalog.Create(context);
    }
}
