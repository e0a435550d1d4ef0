using EfCache.Benchmarks.Catalog;
using EfCache.Benchmarks.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Benchmarks.Workloads;

/// <summary>One candidate's query, ready to be run again and again.</summary>
internal sealed class Workload : IDisposable
{
    private readonly WorkloadOptions _workloadOptions;
    private readonly DbContextOptions<CatalogContext> _options;
    private readonly CatalogContext _shared;
    private readonly PooledDbContextFactory<CatalogContext> _pool;
    private readonly Func<CatalogContext, int> _query;
    private readonly ContextUse _use;

    public Workload(Candidate candidate, BenchmarkDatabase database, Shape shape, QueryForm form, ContextUse use)
    {
        Candidate = candidate;
        _workloadOptions = new WorkloadOptions(candidate, database);
        _options = _workloadOptions.Create();
        _shared = new CatalogContext(_options);
        _pool = new PooledDbContextFactory<CatalogContext>(_options);
        _query = QueryOf(_workloadOptions.Queries, shape, form);
        _use = use;
        LookupCount.Verify(this, (int)shape);
    }

    public Candidate Candidate { get; }

    /// <summary>Runs the query once. An asynchronous one is waited for: in process and on SQLite it never suspends.</summary>
    /// <returns>The number of its rows.</returns>
    public int Run()
    {
        if (_use == ContextUse.Shared)
        {
            return _query(_shared);
        }

        using var context = _use switch
        {
            ContextUse.New => new CatalogContext(_options),
            ContextUse.Scoped => new CatalogContext(_workloadOptions.Create()),
            _ => _pool.CreateDbContext(),
        };
        return _query(context);
    }

    public void Dispose() => _shared.Dispose();

    // A compiled query belongs to the first model that it meets, so each workload compiles its own.
    private static Func<CatalogContext, int> QueryOf(CatalogQueries queries, Shape shape, QueryForm form)
    {
        var count = (int)shape;
        if (shape == Shape.PrimaryKey)
        {
            const int Id = 42;
            switch (form)
            {
                case QueryForm.Compiled:
                    var one = EF.CompileQuery(queries.One);
                    return context => Count(one(context, Id));
                case QueryForm.CompiledAsync:
                    var oneAsync = EF.CompileAsyncQuery(queries.One);
                    return context => Count(oneAsync(context, Id).GetAwaiter().GetResult());
                default:
                    var id = Id;
                    return context => Count(queries.Source(context).First(product => product.Id == id));
            }
        }

        switch (form)
        {
            case QueryForm.Compiled:
                var many = EF.CompileQuery(queries.Many);
                return context => Count(many(context, count));
            case QueryForm.CompiledAsync:
                var manyAsync = EF.CompileAsyncQuery(queries.Many);
                return context => CountAsync(manyAsync(context, count)).GetAwaiter().GetResult();
            default:
                return context => Count(queries.Source(context).Where(product => product.Id <= count));
        }
    }

    private static int Count(Product product) => product.Id > 0 ? 1 : 0;

    private static int Count(IEnumerable<Product> products)
    {
        var count = 0;
        foreach (var product in products)
        {
            count += Count(product);
        }

        return count;
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<Product> products)
    {
        var count = 0;
        await foreach (var product in products)
        {
            count += Count(product);
        }

        return count;
    }
}
