using EfCache.Benchmarks.Catalog;
using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Floor;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Benchmarks.Workloads;

/// <summary>The contexts' options and the queries that make a candidate.</summary>
internal sealed class WorkloadOptions(Candidate candidate, BenchmarkDatabase database)
{
    private readonly InProcessStore _store = new();

    public DbContextOptions<CatalogContext> Create()
    {
        var options = new DbContextOptionsBuilder<CatalogContext>();
        database.Use(options);
        if (candidate == Candidate.PlainEf)
        {
            return options.Options;
        }

        options.AddSecondLevelCache(cache =>
        {
            cache.UseInProcessStore(_store);
            if (candidate == Candidate.HitPortable)
            {
                cache.RunCommandInterceptorsOnHits();
            }
        });
        if (candidate == Candidate.Floor)
        {
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new FloorOptionsExtension());
        }

        return options.Options;
    }

    public CatalogQueries Queries =>
        candidate switch
        {
            Candidate.Floor or Candidate.HitEarly or Candidate.HitPortable => CatalogQueries.Cacheable,
            Candidate.Miss => CatalogQueries.ExpiredAtOnce,
            _ => CatalogQueries.Plain,
        };
}
