namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>The stores that exist.</summary>
public enum StoreKind
{
    InProcess,
    Redis,

    /// <summary>With <see cref="InvalidationFailure.Strict"/>: a lookup asks the server itself which run it is.</summary>
    RedisStrict,

    /// <summary>Three masters.</summary>
    RedisCluster,
}
