using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Wire;

public class SingleServerWireTests : WireTests
{
    private RespProxy? _proxy;

    private protected override IReadOnlyList<RespProxy> Proxies => [_proxy!];

    private protected override async Task<RedisConnection> ConnectAsync()
    {
        _proxy = RespProxy.Start(await RedisServer.SharedAsync());
        return new RedisConnection(_proxy.Configuration(), TimeSpan.FromSeconds(10));
    }

    private protected override async Task StopAsync() => await (_proxy?.DisposeAsync() ?? default);

    private protected override void AssertLookup(IReadOnlyList<RespCommand> commands, bool async) =>
        Assert.Equal(["MGET"], commands.Select(command => command.Name));
}
