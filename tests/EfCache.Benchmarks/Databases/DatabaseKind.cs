namespace EfCache.Benchmarks.Databases;

/// <summary>Public because BenchmarkDotNet takes it for a parameter.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
