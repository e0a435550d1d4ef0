namespace EfCache.Redis.Tests.Storage;

/// <summary>The same where a write that can't be said is refused: a lookup asks the server itself which run it is.</summary>
public sealed class StrictRedisCacheStoreTests(RedisServerFixture fixture) : SingleServerSpecification(fixture)
{
    private protected override InvalidationFailure Failure => InvalidationFailure.Strict;
}
