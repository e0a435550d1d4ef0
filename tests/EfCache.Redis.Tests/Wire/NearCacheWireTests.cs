using EfCache.InProcess;
using EfCache.Redis.Tests.Servers;
using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Wire;

public sealed class NearCacheWireTests : SingleServerWireTests
{
    private protected override INearCache CreateNearCache() => new NearCache("near", 1 << 20, TimeProvider.System);

    // What it depends on, and not the rows.
    private protected override void AssertLookup(IReadOnlyList<RespCommand> commands, bool async)
    {
        var command = Assert.Single(commands);
        Assert.Equal("MGET", command.Name);
        Assert.DoesNotContain(command.Arguments, key => key.Contains(":e:", StringComparison.Ordinal));
        Assert.Contains(command.Arguments, key => key.EndsWith(":t:{notes}:id=1", StringComparison.Ordinal));
    }
}
