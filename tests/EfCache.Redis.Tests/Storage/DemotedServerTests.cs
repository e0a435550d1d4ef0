using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Storage;

public sealed class DemotedServerTests
{
    private static readonly Tag Orders = new("t:t:{orders}:all");

    [Fact]
    public async Task Master_that_became_a_replica_is_not_believed_once_it_was_asked_again()
    {
        await using var server = await RedisServer.StartAsync();
        var time = new FakeTimeProvider();
        using var connection = new RedisConnection(server.Configuration(), TimeSpan.FromSeconds(5));
        await connection.OpenAsync();
        using var store = new RedisCacheStore(
            connection,
            "t",
            database: -1,
            InvalidationFailure.BestEffort,
            new RemoteStoreOptions { Quarantine = TimeSpan.Zero, TimeProvider = time }
        );
        var driver = new StoreDriver(store, async: true);
        var request = new TestRequest("select", Orders);
        using (var ticket = await driver.Miss(request))
        {
            await driver.Fill(ticket, TestColumn.Result(1), new EntryLifetime(TimeSpan.FromMinutes(5)));
        }

        Assert.NotNull((await driver.Lookup(request)).Result);

        // Of a master that it does not reach, and that others write to; its own connections stay.
        await server.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        time.Advance(TimeSpan.FromSeconds(6));

        await Wait.UntilAsync("the replica is not believed", async () => (await driver.Lookup(request)).Result is null);
    }
}
