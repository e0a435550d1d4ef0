namespace EfCache.Redis;

/// <summary>A store that was opened, and what for: whoever shares it has chosen the same.</summary>
internal sealed record OpenRedisStore(RedisCacheStore Store, InvalidationFailure Failure, RedisSettings Settings);
