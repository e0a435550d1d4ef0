using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Storage;

/// <summary>Two instances that miss the same at once.</summary>
public sealed class StampedeTests : IAsyncLifetime
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);
    private static readonly EntryLifetime Lifetime = new(TimeSpan.FromMinutes(5));

    private readonly string _prefix = "s" + RedisServer.NewPrefix().TrimEnd(':');
    private readonly List<IDisposable> _owned = [];
    private TestRequest _request = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisProgram.WhyUnavailable is not null, RedisProgram.WhyUnavailable ?? "");
        _request = new TestRequest("select", TagNames.Everything(_prefix), new Tag(_prefix + ":t:{orders}:all"));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Second_reader_gets_what_the_first_fills(bool async)
    {
        var (one, other) = (await OpenAsync(LongWait), await OpenAsync(LongWait));
        var leader = await MissAsync(one, async);
        Assert.Null(await AwaitOthersAsync(one, leader, async));
        using var follower = await MissAsync(other, async);
        var waiting = Task.Run(() => AwaitOthersAsync(other, follower, async), Cancellation);

        one.Fill(leader, TestColumn.Result(7), Lifetime);
        leader.Dispose();

        Assert.Equal(7, ((ResultColumn<int>)(await waiting)!.Columns[0]).GetValue(0));
    }

    [Fact]
    public async Task Second_reader_goes_on_when_the_first_fills_nothing()
    {
        var time = new FakeTimeProvider();
        var started = time.GetUtcNow();
        var (one, other) = (await OpenAsync(LongWait), await OpenAsync(LongWait, time));
        var leader = await MissAsync(one, async: true);
        Assert.Null(await AwaitOthersAsync(one, leader, async: true));
        using var follower = await MissAsync(other, async: true);
        var waiting = AwaitOthersAsync(other, follower, async: true);

        leader.Dispose();

        await AdvanceUntilAsync(time, waiting);
        Assert.Null(await waiting);
        Assert.True(time.GetUtcNow() - started < LongWait / 2, "It waited for the lease to end.");
    }

    [Fact]
    public async Task Second_reader_goes_on_when_it_has_waited_long_enough()
    {
        var time = new FakeTimeProvider();
        var (one, other) = (await OpenAsync(LongWait), await OpenAsync(TimeSpan.FromSeconds(1), time));
        using var leader = await MissAsync(one, async: true);
        Assert.Null(await AwaitOthersAsync(one, leader, async: true));
        using var follower = await MissAsync(other, async: true);
        var waiting = AwaitOthersAsync(other, follower, async: true);

        await AdvanceUntilAsync(time, waiting);
        Assert.Null(await waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reader_waits_for_nobody_by_default(bool async)
    {
        var (one, other) = (await OpenAsync(LongWait), await OpenAsync(null));
        using var leader = await MissAsync(one, async);
        Assert.Null(await AwaitOthersAsync(one, leader, async));
        using var follower = await MissAsync(other, async);

        Assert.Null(await AwaitOthersAsync(other, follower, async));
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider time, Task task) =>
        Wait.UntilAsync(
            "the second reader has waited long enough",
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                return Task.FromResult(task.IsCompleted);
            }
        );

    private async Task<RedisCacheStore> OpenAsync(TimeSpan? wait, TimeProvider? time = null)
    {
        var connection = new RedisConnection(
            (await RedisServer.SharedAsync()).Configuration(),
            TimeSpan.FromSeconds(5)
        );
        await connection.OpenAsync();
        var store = new RedisCacheStore(
            connection,
            _prefix,
            database: -1,
            InvalidationFailure.BestEffort,
            new RemoteStoreOptions
            {
                Quarantine = TimeSpan.Zero,
                LookupTimeout = TimeSpan.FromSeconds(10),
                StampedeWait = wait,
                TimeProvider = time ?? TimeProvider.System,
            }
        );
        _owned.AddRange([store, connection]);
        return store;
    }

    private Task<Ticket> MissAsync(RedisCacheStore store, bool async) => new StoreDriver(store, async).Miss(_request);

    private async Task<CachedResult?> AwaitOthersAsync(RedisCacheStore store, Ticket ticket, bool async) =>
        async ? await store.AwaitOthersAsync(_request, ticket, Cancellation) : store.AwaitOthers(_request, ticket);
}
