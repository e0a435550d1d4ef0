using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Connections;

/// <summary>All that a store ever asks of a server, over one connection.</summary>
internal static class StoreRoundTrip
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Fails where anything of it is refused.</summary>
    public static async Task AssertWorksAsync(ConfigurationOptions configuration, string prefix, int database = -1)
    {
        using var connection = new RedisConnection(configuration, TimeSpan.FromSeconds(5));
        await connection.OpenAsync();
        foreach (var failure in Enum.GetValues<InvalidationFailure>())
        {
            using var store = new RedisCacheStore(
                connection,
                prefix,
                database,
                failure,
                new RemoteStoreOptions
                {
                    Quarantine = TimeSpan.Zero,
                    LookupTimeout = TimeSpan.FromSeconds(5),
                    StampedeWait = TimeSpan.FromSeconds(5),
                }
            );
            await AssertWorksAsync(store, prefix, new EntryLifetime(TimeSpan.FromMinutes(1)));
            await AssertWorksAsync(store, prefix, new EntryLifetime(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30)));
        }
    }

    private static async Task AssertWorksAsync(RedisCacheStore store, string prefix, EntryLifetime lifetime)
    {
        var table = new Tag(prefix + ":t:{orders}:all");
        var request = new TestRequest("select", TagNames.Everything(prefix), table);
        foreach (var async in (bool[])[false, true])
        {
            var driver = new StoreDriver(store, async);
            var writer = WriterId.Next();
            await driver.Mark(writer, Lease, table);
            await driver.Bump(writer, table);
            var ticket = await driver.Miss(request);
            Assert.True(ticket.CanFill);
            Assert.Null(
                async
                    ? await store.AwaitOthersAsync(request, ticket, TestContext.Current.CancellationToken)
                    : store.AwaitOthers(request, ticket)
            );
            await driver.Fill(ticket, TestColumn.Result(1), lifetime);
            ticket.Dispose();
            await AnsweredAsync(store);
            Assert.NotNull((await driver.Lookup(request)).Result);
        }

        await AnsweredAsync(store);
        Assert.True(store.IsAvailable);
        Assert.Equal(0, store.KeptBumps);
        Assert.Equal(0, store.Errors);
    }

    private static Task AnsweredAsync(RedisCacheStore store) =>
        Servers.Wait.UntilAsync(
            "all is answered that nobody waits for",
            () => Task.FromResult(store.OperationsUnderWay == 0)
        );
}
