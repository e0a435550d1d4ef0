using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Storage;

public abstract class SingleServerSpecification(RedisServerFixture fixture)
    : RedisStoreSpecification,
        IClassFixture<RedisServerFixture>
{
    private protected RedisServer Server => fixture.Server;

    private protected override IReadOnlyList<RedisServer> Masters => [Server];

    private protected override Task StartAsync()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        return Task.CompletedTask;
    }

    private protected override Task<RedisConnection> ConnectAsync() =>
        Task.FromResult(new RedisConnection(Server.Configuration(), TimeSpan.FromSeconds(5)));
}
