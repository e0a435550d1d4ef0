using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Wire;

public sealed class ClusterWireTests : WireTests, IClassFixture<ProxiedClusterFixture>
{
    private readonly ProxiedClusterFixture _fixture;

    public ClusterWireTests(ProxiedClusterFixture fixture) => _fixture = fixture;

    private protected override IReadOnlyList<RespProxy> Proxies => _fixture.Cluster.Proxies;

    private protected override Task<RedisConnection> ConnectAsync() =>
        Task.FromResult(new RedisConnection(_fixture.Cluster.Configuration(), TimeSpan.FromSeconds(10)));

    // The entry, the table's cells, and that of everything: three servers at most, at once.
    private protected override void AssertLookup(IReadOnlyList<RespCommand> commands, bool async) =>
        Assert.Equal(["EVALSHA", "EVALSHA", "MGET"], commands.Select(command => command.Name).Order());
}
