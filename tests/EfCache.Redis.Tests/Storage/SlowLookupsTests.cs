using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Redis.Tests.Storage;

/// <summary>A process whose lookups are slow does not ask any more. Others do, and rely on what it writes.</summary>
public sealed class SlowLookupsTests(RedisServerFixture fixture) : IClassFixture<RedisServerFixture>
{
    private static readonly Tag Orders = new("t:slow-orders:all");
    private static readonly TestRequest Request = new("select slow orders", [Orders]);

    private static readonly RemoteStoreOptions Options = new()
    {
        Quarantine = TimeSpan.Zero,
        LookupTimeout = TimeSpan.FromMilliseconds(50),
        WriteTimeout = TimeSpan.FromSeconds(10),
        RecoveryInterval = TimeSpan.FromHours(1),
    };

    [Theory]
    [InlineData(InvalidationFailure.BestEffort, true)]
    [InlineData(InvalidationFailure.BestEffort, false)]
    [InlineData(InvalidationFailure.Strict, true)]
    [InlineData(InvalidationFailure.Strict, false)]
    public async Task Writes_are_told_while_nobody_asks(InvalidationFailure failure, bool async)
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        await fixture.Server.ExecuteAsync("FLUSHALL");
        await using var proxy = RespProxy.Start(fixture.Server);
        using var slowConnection = new RedisConnection(proxy.Configuration(), TimeSpan.FromSeconds(10));
        await slowConnection.OpenAsync();
        using var slow = new RedisCacheStore(slowConnection, "t", database: -1, failure, Options);
        using var quickConnection = new RedisConnection(fixture.Server.Configuration(), TimeSpan.FromSeconds(10));
        await quickConnection.OpenAsync();
        using var quick = new RedisCacheStore(
            quickConnection,
            "t",
            database: -1,
            failure,
            Options with
            {
                LookupTimeout = TimeSpan.FromSeconds(10),
            }
        );
        var writer = WriterId.Next();

        // What it needs to know of the server it knows before.
        await Wait.UntilAsync(
            "the server is known",
            async () => (await slow.LookupAsync(Request, CancellationToken.None)).Reason == MissReason.Absent
        );
        await FillAsync(quick);
        await MakeSlowAsync(slow, proxy);
        Assert.False(slow.IsAvailable);

        if (async)
        {
            await slow.MarkAsync(writer, [Orders], TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        else
        {
            slow.Mark(writer, [Orders], TimeSpan.FromMinutes(1));
        }

        Assert.Equal(MissReason.WriterInFlight, (await quick.LookupAsync(Request, CancellationToken.None)).Reason);
        if (async)
        {
            await slow.BumpAsync(writer, [Orders]);
        }
        else
        {
            slow.Bump(writer, [Orders]);
        }

        Assert.Equal(MissReason.Invalidated, (await quick.LookupAsync(Request, CancellationToken.None)).Reason);
        Assert.Equal(0, slow.KeptBumps);
        Assert.Equal(MissReason.Unavailable, (await slow.LookupAsync(Request, CancellationToken.None)).Reason);
    }

    private static async Task FillAsync(RedisCacheStore store)
    {
        var lookup = await store.LookupAsync(Request, CancellationToken.None);
        using var ticket = await store.TakeTicketAsync(Request, lookup, CancellationToken.None);
        await store.FillAsync(
            ticket,
            TestColumn.Result(1),
            new EntryLifetime(TimeSpan.FromHours(1)),
            CancellationToken.None
        );
        await Wait.UntilAsync(
            "the entry is there",
            async () => (await store.LookupAsync(Request, CancellationToken.None)).Reason == MissReason.None
        );
    }

    private static async Task MakeSlowAsync(RedisCacheStore store, RespProxy proxy)
    {
        using var held = proxy.HoldAnswers();
        for (var i = 0; i < Options.CircuitThreshold; i++)
        {
            Assert.Equal(MissReason.Unavailable, (await store.LookupAsync(Request, CancellationToken.None)).Reason);
        }
    }
}
