using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage.Remote;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults;

/// <summary>
/// What may have been lost with a run, or a cell, are the marks of writers who are not over: for as long as their leases nothing is stored
/// (rules 7 and 9).
/// </summary>
public sealed class QuarantineTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private static readonly TimeSpan Quarantine = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();

    private RemoteStoreOptions Options => Instance.Options with { TimeProvider = _time, Quarantine = Quarantine };

    public override async ValueTask DisposeAsync()
    {
        await Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task From_a_run_that_has_just_begun_nothing_is_filled(InvalidationFailure failure, bool async)
    {
        await using var instance = Behind(failure, Options);
        await AssertNothingIsFilledAsync(instance, async);

        await PassAsync(Quarantine);
        await instance.WarmAsync(async);

        await Server.RestartAsync(keepData: true);
        await instance.CheckAsync(async);
        await instance.RecoverAsync(_time);
        await Server.ExecuteAsync("FLUSHALL");
        await AssertNothingIsFilledAsync(instance, async);
        await instance.WriteAsync(async);
        await AssertNothingIsFilledAsync(instance, async);

        await PassAsync(Quarantine);
        await instance.WarmAsync(async);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task A_server_that_was_promoted_counts_from_its_promotion_for_everybody(InvalidationFailure failure)
    {
        await Wait.UntilAsync("the server has been there for a while", async () => await UptimeAsync() > 2);
        await PromoteAsync();
        await using var instance = Behind(failure, Options);
        await AssertNothingIsFilledAsync(instance, async: true);

        // By its uptime it would be time, and by its promotion it is not.
        await PassAsync(Quarantine - TimeSpan.FromSeconds(1));
        await AssertNothingIsFilledAsync(instance, async: true);
        await AssertNothingIsFilledAsync(instance, async: false);

        await PassAsync(TimeSpan.FromSeconds(1));
        await instance.WarmAsync();

        // Who comes later is told by the server when it was first seen.
        await using var late = Behind(failure, Options);
        Assert.Equal(2, await late.CheckAsync());
        await using var lateSync = Behind(failure, Options);
        Assert.Equal(2, await lateSync.CheckAsync(async: false));
    }

    [Theory]
    [MemberData(nameof(Modes.All), MemberType = typeof(Modes))]
    public async Task With_strict_a_cell_that_is_gone_is_held_for_as_long_as_a_mark_may_have_stood(
        InvalidationFailure failure,
        bool async
    )
    {
        await using var instance = Behind(failure, Options);
        await using var other = Beside(failure, Options);
        await instance.CheckAsync(async);
        await other.CheckAsync(async);
        await PassAsync(Quarantine);
        await instance.WarmAsync(async);
        await other.WarmAsync(async);

        var id = ParcelDatabase.Id;
        var cancellation = TestContext.Current.CancellationToken;
        await using (var context = instance.CreateContext())
        await using (var transaction = await context.Database.BeginTransactionAsync(cancellation))
        {
            var parcel = await context.Parcels.SingleAsync(parcel => parcel.Id == id, cancellation);
            parcel.Name = "written";
            await context.SaveChangesAsync(cancellation);
            // The mark is set, and evicted before the commit.
            await Server.ExecuteAsync("FLUSHALL");
            await other.CheckAsync(async);
            await other.SettleAsync();
            Assert.Equal(failure == InvalidationFailure.Strict ? 0 : 2, await other.CheckAsync(async));
            await transaction.CommitAsync(cancellation);
        }

        Assert.Equal(0, await other.CheckAsync(async));
        await PassAsync(Quarantine);
        await instance.WarmAsync(async);
        Assert.Equal(2, await other.CheckAsync(async));
    }

    private async Task AssertNothingIsFilledAsync(Instance instance, bool async)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await instance.CheckAsync(async));
            await instance.SettleAsync();
        }

        Assert.Empty((await Server.ExecuteAsync("KEYS", "p:e:*")).Items);
    }

    private async Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        await ServerClock.PassAsync(Server, time);
    }

    private async Task<long> UptimeAsync() =>
        long.Parse(
            (await Server.InfoAsync("server"))["uptime_in_seconds"],
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>It is another's replica for a moment, and a master again with the other's data.</summary>
    private async Task PromoteAsync()
    {
        await using var master = await RedisServer.StartAsync();
        await Server.ReplicateAsync(master);
        await Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
    }
}
