using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Storage;

/// <summary>A cluster for one class of tests, which empties it as it likes.</summary>
public sealed class RedisClusterFixture : IAsyncLifetime
{
    private RedisCluster? _cluster;

    public RedisCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        if (RedisProgram.WhyUnavailable is null)
        {
            _cluster = await RedisCluster.StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
