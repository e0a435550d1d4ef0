using StackExchange.Redis;

namespace EfCache.Redis.Tests.Storage;

/// <summary>The same over a connection that somebody else made, of which the sockets are not counted.</summary>
public sealed class GivenConnectionTests(RedisServerFixture fixture) : SingleServerSpecification(fixture)
{
    private ConnectionMultiplexer? _multiplexer;

    private protected override async Task<RedisConnection> ConnectAsync() =>
        new(_multiplexer = await Server.ConnectAsync());

    private protected override async Task StopAsync()
    {
        if (_multiplexer is not null)
        {
            await _multiplexer.DisposeAsync();
        }
    }
}
