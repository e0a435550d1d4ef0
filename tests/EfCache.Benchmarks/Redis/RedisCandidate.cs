namespace EfCache.Benchmarks.Redis;

/// <summary>What is compared.</summary>
internal enum RedisCandidate
{
    /// <summary>A bare GET of the same bytes, and then a hit in process: what cannot be saved.</summary>
    GetAndHitInProcess,

    /// <summary>A hit in Redis.</summary>
    Hit,

    /// <summary>The same where lookups ask the server itself which run it is: Strict, Sentinel, a connection that was passed in.</summary>
    HitByScript,

    /// <summary>A hit in a near cache, which Redis validates.</summary>
    HitNear,

    /// <summary>EF Core without the library, on SQLite: a database that is in the same process.</summary>
    PlainEf,
}
