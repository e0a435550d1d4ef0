namespace EfCache.Redis.Tests.Storage;

/// <summary>One server, over a connection of the store's own: a lookup is an MGET.</summary>
public sealed class RedisCacheStoreTests(RedisServerFixture fixture) : SingleServerSpecification(fixture);
