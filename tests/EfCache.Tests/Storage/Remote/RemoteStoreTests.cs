using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using EfCache.Tests.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Storage.Remote;

/// <summary>What a store does with servers that fail, and what the meter says of it. The meter is the process's.</summary>
[Collection(SharedMeter.Name)]
public sealed class RemoteStoreTests : IDisposable
{
    private const string Store = "store=servers-of-a-test";

    private static readonly Tag Everything = new("p:*");
    private static readonly Tag Table = new("p:t:{a}:all");

    private readonly FakeTimeProvider _time = new();
    private readonly MeterReadings _meter = new();
    private readonly TestRequest _request = new("key", Everything, Table);
    private ServersOfTest? _store;

    public void Dispose()
    {
        _store?.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_three_failures_nobody_asks_and_a_probe_closes_the_circuit(bool async)
    {
        var (store, driver) = Create(InvalidationFailure.BestEffort, async);
        store.IsDown = true;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, _meter.Observe("efcache.store.available", Store));
            Assert.Equal(MissReason.Unavailable, (await driver.Lookup(_request)).Reason);
        }

        Assert.Equal(0, _meter.Observe("efcache.store.available", Store));
        var asked = store.Asked;
        for (var i = 0; i < 10; i++)
        {
            var lookup = await driver.Lookup(_request);
            Assert.Equal(MissReason.Unavailable, lookup.Reason);
            Assert.False((await driver.TakeTicket(_request, lookup)).CanFill);
        }

        Assert.Equal(asked, store.Asked);
        Assert.False(store.TakeNews()!.IsAvailable);
        Assert.Null(store.TakeNews());

        store.IsDown = false;
        await PassUntilAsync(() => store.IsAvailable);
        Assert.Equal(1, _meter.Observe("efcache.store.available", Store));
        Assert.True(store.TakeNews()!.IsAvailable);
        Assert.Equal(MissReason.Absent, (await driver.Lookup(_request)).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bump_that_fails_is_kept_and_its_tags_are_not_asked_for_until_it_is_delivered(bool async)
    {
        var (store, driver) = Create(InvalidationFailure.BestEffort, async);
        store.IsDown = true;
        await driver.Bump(WriterId.Next(), Table);
        Assert.Equal(1, _meter.Observe("efcache.invalidations.kept", Store));
        Assert.True(store.IsAvailable);

        store.IsDown = false;
        Assert.Equal(MissReason.Unavailable, (await driver.Lookup(_request)).Reason);
        Assert.Equal(MissReason.Absent, (await driver.Lookup(new TestRequest("other", Everything))).Reason);

        await PassUntilAsync(() => store.KeptBumps == 0);
        Assert.Contains(Table, store.Bumped);
        Assert.Equal(0, _meter.Observe("efcache.invalidations.kept", Store));
        Assert.Equal(MissReason.Absent, (await driver.Lookup(_request)).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mark_that_fails_is_refused_with_strict_only(bool async)
    {
        var (store, driver) = Create(InvalidationFailure.Strict, async);
        store.IsDown = true;
        var refusal = await Assert.ThrowsAsync<CacheInvalidationException>(() =>
            driver.Mark(WriterId.Next(), TimeSpan.FromMinutes(1), Table)
        );
        Assert.Contains("OnInvalidationFailure", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Table.Name, refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _meter.Sum("efcache.store.errors", $"{Store},operation=mark,reason=unavailable"));
        store.Dispose();

        (store, driver) = Create(InvalidationFailure.BestEffort, async);
        store.IsDown = true;
        await driver.Mark(WriterId.Next(), TimeSpan.FromMinutes(1), Table);
        Assert.Equal(1, _meter.Sum("efcache.store.errors", $"{Store},operation=mark,reason=not_marked"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_concerns_a_part_only_is_counted_and_opens_nothing(bool async)
    {
        var (store, driver) = Create(InvalidationFailure.BestEffort, async);
        store.IsDown = store.IsPartly = true;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(MissReason.Unavailable, (await driver.Lookup(_request)).Reason);
        }

        Assert.True(store.IsAvailable);
        Assert.Null(store.TakeNews());
        Assert.Equal(10, _meter.Sum("efcache.store.errors", $"{Store},operation=lookup,reason=partial"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_that_is_none_is_counted_as_a_rejection(bool async)
    {
        var (store, driver) = Create(InvalidationFailure.BestEffort, async);
        store.Payload = "this is none"u8.ToArray();
        Assert.Equal(MissReason.Unreadable, (await driver.Lookup(_request)).Reason);
        Assert.Equal(1, _meter.SumOf("efcache.rejections", Store));
    }

    [Fact]
    public async Task A_new_run_is_told_of_recent_bumps_before_anything_of_them_is_served()
    {
        var (store, driver) = Create(InvalidationFailure.BestEffort, async: true);
        await driver.Bump(WriterId.Next(), Table);
        store.Bumped.Clear();
        store.IsDown = true;
        store.BeginRun();

        Assert.NotEqual(0, store.KeptBumps);
        store.IsDown = false;
        Assert.Equal(MissReason.Unavailable, (await driver.Lookup(_request)).Reason);
        await PassUntilAsync(() => store.KeptBumps == 0);
        Assert.Contains(Table, store.Bumped);
    }

    private (ServersOfTest Store, StoreDriver Driver) Create(InvalidationFailure failure, bool async)
    {
        _store = new ServersOfTest(new RemoteStoreOptions { TimeProvider = _time }, failure);
        return (_store, new StoreDriver(_store, async));
    }

    private async Task PassUntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }

        Assert.True(condition());
    }
}
