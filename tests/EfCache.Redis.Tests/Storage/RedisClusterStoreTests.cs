using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Storage;

/// <summary>Three masters: tables are on different ones, and so are entries.</summary>
public sealed class RedisClusterStoreTests(RedisClusterFixture fixture)
    : RedisStoreSpecification,
        IClassFixture<RedisClusterFixture>
{
    private protected override IReadOnlyList<RedisServer> Masters => fixture.Cluster.Masters;

    private protected override Task StartAsync()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        return Task.CompletedTask;
    }

    private protected override Task<RedisConnection> ConnectAsync() =>
        Task.FromResult(new RedisConnection(fixture.Cluster.Configuration(), TimeSpan.FromSeconds(5)));
}
