namespace EfCache.Benchmarks.Workloads;

/// <summary>What is compared. Public because BenchmarkDotNet takes it for a parameter.</summary>
public enum Candidate
{
    /// <summary>A reader that is ready, without a key or a lookup.</summary>
    Floor,

    /// <summary>A hit by the early door.</summary>
    HitEarly,

    /// <summary>A hit by the portable door.</summary>
    HitPortable,

    /// <summary>A miss: lookup, database, recording, fill, replay.</summary>
    Miss,

    /// <summary>The library is attached, and the query does not ask for it.</summary>
    NotCacheable,

    /// <summary>EF Core without the library.</summary>
    PlainEf,
}
