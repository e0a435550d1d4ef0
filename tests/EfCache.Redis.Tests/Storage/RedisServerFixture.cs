using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Storage;

/// <summary>A server for one class of tests, which empties it as it likes.</summary>
public sealed class RedisServerFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        if (RedisProgram.WhyUnavailable is null)
        {
            _server = await RedisServer.StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
