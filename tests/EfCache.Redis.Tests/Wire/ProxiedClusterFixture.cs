using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Wire;

/// <summary>A cluster of which all that clients send can be counted.</summary>
public sealed class ProxiedClusterFixture : IAsyncLifetime
{
    private RedisCluster? _cluster;

    public RedisCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        if (RedisProgram.WhyUnavailable is null)
        {
            _cluster = await RedisCluster.StartAsync(proxied: true);
        }
    }

    public async ValueTask DisposeAsync() => await (_cluster?.DisposeAsync() ?? default);
}
