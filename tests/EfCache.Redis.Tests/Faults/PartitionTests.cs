using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults;

/// <summary>A network that lets nothing through: what was sent arrives late, or never.</summary>
public sealed class PartitionTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private readonly FakeTimeProvider _time = new();

    private RemoteStoreOptions Options =>
        RemoteStoreOptions.Default with
        {
            TimeProvider = _time,
            Quarantine = TimeSpan.Zero,
        };

    [Theory]
    [InlineData(InvalidationFailure.BestEffort, true)]
    [InlineData(InvalidationFailure.BestEffort, false)]
    [InlineData(InvalidationFailure.Strict, true)]
    [InlineData(InvalidationFailure.Strict, false)]
    public async Task Cut_off_the_database_answers_and_after_the_healing_nothing_is_older_than_it(
        InvalidationFailure failure,
        bool arrivesLate
    )
    {
        await using var instance = Behind(failure, Options);
        await using var other = Beside(failure);
        await instance.WarmAsync();
        Assert.Equal(2, await other.CheckAsync());

        Proxy.BlackHole();
        for (var i = 0; i < Options.CircuitThreshold; i++)
        {
            var read = instance.ReadAsync(ParcelDatabase.Id);
            await _time.PassUntilAsync(Options.LookupTimeout, read);
            Assert.Equal((await Database.NameAsync(ParcelDatabase.Id), false), await read);
        }

        Assert.False(instance.Store.IsAvailable);
        // Meanwhile the other one works, and writes.
        await other.WriteAsync();
        await other.CheckAsync();
        Assert.Equal(0, await instance.CheckAsync());
        // Nobody asks any more, and writes are told still, until they fail themselves.
        var before = await Database.NameAsync(ParcelDatabase.Id);
        var writing = _time.PassUntilAsync(Options.WriteTimeout, instance.WriteAsync());
        if (failure == InvalidationFailure.Strict)
        {
            await Assert.ThrowsAsync<CacheInvalidationException>(() => writing);
            Assert.Equal(before, await Database.NameAsync(ParcelDatabase.Id));
        }
        else
        {
            await writing;
            Assert.NotEqual(before, await Database.NameAsync(ParcelDatabase.Id));
        }

        Proxy.Heal(deliver: arrivesLate);
        await instance.RecoverAsync(_time);
        await instance.CheckAsync();
        await other.CheckAsync();
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
        await instance.WarmAsync();
        await other.WarmAsync();
        await instance.WriteAsync();
        Assert.Equal(0, await other.CheckAsync());
        AssertOneOutage(instance);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task A_write_that_begins_while_it_is_cut_off_is_over_after_its_time_outs(InvalidationFailure failure)
    {
        await using var instance = Behind(failure, Options);
        await using var other = Beside(failure);
        await instance.WarmAsync();
        Assert.Equal(2, await other.CheckAsync());

        Proxy.BlackHole();
        var before = await Database.NameAsync(ParcelDatabase.Id);
        var writing = _time.PassUntilAsync(Options.WriteTimeout, instance.WriteAsync());
        if (failure == InvalidationFailure.Strict)
        {
            await Assert.ThrowsAsync<CacheInvalidationException>(() => writing);
            Assert.Equal(before, await Database.NameAsync(ParcelDatabase.Id));
        }
        else
        {
            await writing;
            Assert.NotEqual(before, await Database.NameAsync(ParcelDatabase.Id));
        }

        // What it wrote it does not ask for, not even to wait in vain.
        Assert.NotEqual(0, instance.Store.KeptBumps);
        Assert.Equal(0, await instance.CheckAsync());
        Proxy.Heal();
        await instance.RecoverAsync(_time);
        await instance.CheckAsync();
        await other.CheckAsync();
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task An_entry_that_arrives_after_a_write_is_never_served(InvalidationFailure failure)
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.CheckAsync();
        await instance.SettleAsync();
        await other.WriteAsync();

        using (var held = Proxy.HoldCommands(CacheScript.IsFill))
        {
            await instance.ReadAsync(ParcelDatabase.Id);
            await held.Struck;
            await other.WriteAsync();
        }

        await instance.SettleAsync();
        Assert.Equal(0, await other.CheckAsync());
        await other.SettleAsync();
        Assert.Equal(2, await instance.CheckAsync());
    }
}
