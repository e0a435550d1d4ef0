using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults;

/// <summary>Answers that do not come: each costs one time-out, three of them no more than that, and then nothing.</summary>
public sealed class SlowTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private readonly FakeTimeProvider _time = new();

    private RemoteStoreOptions Options =>
        RemoteStoreOptions.Default with
        {
            TimeProvider = _time,
            Quarantine = TimeSpan.Zero,
            RecoveryInterval = TimeSpan.FromMinutes(1),
        };

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Lookups_go_on_to_the_database_and_after_three_nobody_asks_until_a_probe_is_answered(
        InvalidationFailure failure
    )
    {
        await using var instance = Behind(failure, Options);
        await instance.WarmAsync();

        using var held = Proxy.HoldAnswers(command => CacheScript.IsLookup(command) || CacheScript.IsVerify(command));
        for (var i = 0; i < Options.CircuitThreshold; i++)
        {
            Assert.True(instance.Store.IsAvailable);
            var read = instance.ReadAsync(ParcelDatabase.Id);
            await held.Struck;
            Assert.False(read.IsCompleted);
            await _time.PassUntilAsync(Options.LookupTimeout, read);
            Assert.Equal((await Database.NameAsync(ParcelDatabase.Id), false), await read);
        }

        Assert.False(instance.Store.IsAvailable);
        await instance.FenceAsync(Proxy);
        using (var measurement = Proxy.Measure())
        {
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(0, await instance.CheckAsync());
                Assert.Equal(0, await instance.CheckAsync(async: false));
            }

            Assert.Empty(measurement.Commands);

            // A probe is on its way, and no query goes with it.
            await PassUntilAsync(() => measurement.Commands.Any(CacheScript.IsVerify));
            Assert.Equal(0, await instance.CheckAsync());
            Assert.All(measurement.Commands, command => Assert.True(CacheScript.IsVerify(command)));
        }

        held.Lift();
        await PassUntilAsync(() => instance.Store.IsAvailable);
        await instance.WarmAsync();
        AssertOneOutage(instance);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Lookups_of_sync_callers_go_on_to_the_database_too(InvalidationFailure failure)
    {
        await using var instance = Behind(failure, Options, syncTimeout: TimeSpan.FromMilliseconds(50));
        await instance.WarmAsync();

        using var held = Proxy.HoldAnswers(CacheScript.IsLookup);
        for (var i = 0; i < Options.CircuitThreshold; i++)
        {
            Assert.True(instance.Store.IsAvailable);
            Assert.False((await instance.ReadAsync(ParcelDatabase.Id, async: false)).IsHit);
        }

        Assert.False(instance.Store.IsAvailable);
        await instance.FenceAsync(Proxy);
        using (var measurement = Proxy.Measure())
        {
            Assert.Equal(0, await instance.CheckAsync(async: false));
            Assert.Empty(measurement.Commands);
        }

        held.Lift();
        await PassUntilAsync(() => instance.Store.IsAvailable);
        await instance.WarmAsync();
        AssertOneOutage(instance);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task A_ticket_that_is_slow_costs_one_time_out_and_the_answer_is_not_stored(InvalidationFailure failure)
    {
        await using var instance = Behind(failure, Options);
        await instance.WarmAsync();
        await Server.ExecuteAsync("FLUSHALL");

        using (var held = Proxy.HoldAnswers(CacheScript.IsSettle))
        {
            var read = instance.ReadAsync(ParcelDatabase.Id);
            await held.Struck;
            await _time.PassUntilAsync(Options.LookupTimeout, read);
            Assert.False((await read).IsHit);
        }

        Assert.True(instance.Store.IsAvailable);
        Assert.Equal(0, await instance.CheckAsync());
        await instance.WarmAsync();
    }

    [Fact]
    public async Task With_best_effort_a_write_goes_on_after_its_time_out_and_is_told_later()
    {
        await using var instance = Behind(InvalidationFailure.BestEffort, Options);
        await using var other = Beside(InvalidationFailure.BestEffort);
        await instance.WarmAsync();
        await other.WarmAsync();

        using (var held = Proxy.HoldCommands(CacheScript.IsMark))
        {
            var write = instance.WriteAsync();
            await held.Struck;
            Assert.False(write.IsCompleted);
            await _time.PassUntilAsync(Options.WriteTimeout, write);
            Assert.NotEqual(0, instance.Store.KeptBumps);
            Assert.Equal(0, await instance.CheckAsync());
        }

        await PassUntilAsync(() => instance.Store.KeptBumps == 0);
        Assert.Equal(0, await other.CheckAsync());
        await PassLeaseAsync();
        await instance.WarmAsync();
        await other.WarmAsync();
    }

    [Fact]
    public async Task With_strict_a_write_is_refused_after_its_time_out()
    {
        await using var instance = Behind(InvalidationFailure.Strict, Options);
        await using var other = Beside(InvalidationFailure.Strict);
        await instance.WarmAsync();
        await other.WarmAsync();
        var before = await Database.NameAsync(ParcelDatabase.Id);

        using (var held = Proxy.HoldCommands(CacheScript.IsMark))
        {
            var write = instance.WriteAsync();
            await held.Struck;
            await Assert.ThrowsAsync<CacheInvalidationException>(() =>
                _time.PassUntilAsync(Options.WriteTimeout, write)
            );
            Assert.Equal(before, await Database.NameAsync(ParcelDatabase.Id));
        }

        // The mark that came late is taken back, at the latest when its lease ends.
        await PassUntilAsync(() => instance.Store.KeptBumps == 0);
        await other.CheckAsync();
        await PassLeaseAsync();
        await instance.WarmAsync();
        await instance.WriteAsync();
        Assert.Equal(0, await other.CheckAsync());
    }

    private async Task PassLeaseAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(2));
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
    }

    private Task PassUntilAsync(Func<bool> condition) =>
        Wait.UntilAsync(
            "time has passed",
            () =>
            {
                _time.Advance(Options.RecoveryInterval);
                return Task.FromResult(condition());
            }
        );
}
