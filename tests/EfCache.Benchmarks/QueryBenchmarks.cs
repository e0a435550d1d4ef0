using BenchmarkDotNet.Attributes;
using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Workloads;

namespace EfCache.Benchmarks;

/// <summary>
/// Each candidate with each shape, form and database. <see cref="ContextUse.Shared"/> runs all operations of a benchmark on
/// one context: the cost of the query alone; <see cref="ContextUse.Pooled"/> takes a context from a pool for each, <see cref="ContextUse.New"/> makes one, <see cref="ContextUse.Scoped"/>
/// makes its options too.
/// </summary>
/// <remarks>
/// Absolute times are of a machine and of a moment. To compare candidates with each other, use the interleaved comparison.
/// </remarks>
[MemoryDiagnoser]
public class QueryBenchmarks : IDisposable
{
    private BenchmarkDatabase? _database;
    private Workload? _workload;

    public static IEnumerable<DatabaseKind> Databases =>
        PostgresServer.ConnectionString is null ? [DatabaseKind.Sqlite] : [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    [ParamsSource(nameof(Databases))]
    public DatabaseKind Database { get; set; }

    [ParamsAllValues]
    public Shape Shape { get; set; }

    [ParamsAllValues]
    public QueryForm Form { get; set; }

    [ParamsAllValues]
    public ContextUse Context { get; set; }

    [ParamsAllValues]
    public Candidate Candidate { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _database = BenchmarkDatabase.Open(Database);
        _workload = new Workload(Candidate, _database, Shape, Form, Context);
    }

    [Benchmark]
    public int Query() => _workload!.Run();

    [GlobalCleanup]
    public void Dispose()
    {
        _workload?.Dispose();
        _database?.Dispose();
        GC.SuppressFinalize(this);
    }
}
