using EfCache.Redis.Tests.Servers;

namespace EfCache.Redis.Tests.Wire;

public sealed class StrictWireTests : SingleServerWireTests
{
    private protected override InvalidationFailure Failure => InvalidationFailure.Strict;

    private protected override void AssertLookup(IReadOnlyList<RespCommand> commands, bool async) =>
        Assert.Equal(async ? ["MGET", "EVALSHA"] : ["EVALSHA"], commands.Select(command => command.Name));
}
