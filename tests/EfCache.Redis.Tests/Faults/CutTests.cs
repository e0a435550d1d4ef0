using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Servers;
using EfCache.Redis.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults;

/// <summary>The connection is cut in the middle of each of the cache's steps: before the server got the command, and after.</summary>
public sealed class CutTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    public static TheoryData<string, bool, InvalidationFailure, bool> Cuts { get; } =
    [
        .. from step in (string[])["lookup", "ticket", "fill", "mark", "bump"]
        from before in (bool[])[true, false]
        from failure in Enum.GetValues<InvalidationFailure>()
        from async in (bool[])[true, false]
        select new TheoryDataRow<string, bool, InvalidationFailure, bool>(step, before, failure, async),
    ];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_step_that_is_cut_is_no_error_but_that_a_strict_write_may_be_refused(
        string step,
        bool before,
        InvalidationFailure failure,
        bool async
    )
    {
        await using var instance = Behind(failure);
        await using var other = Beside(failure);
        await instance.WarmAsync(async);
        await other.WarmAsync(async);
        if (step == "ticket")
        {
            await Server.ExecuteAsync("FLUSHALL");
        }
        else if (step == "fill")
        {
            await other.WriteAsync(async);
        }

        using var cut = before ? Proxy.CutBefore(CommandOf(step)) : Proxy.CutAfter(CommandOf(step));
        var truth = await Database.NameAsync(ParcelDatabase.Id);
        if (step == "mark" && failure == InvalidationFailure.Strict)
        {
            await Assert.ThrowsAsync<CacheInvalidationException>(() => instance.WriteAsync(async));
            Assert.Equal(truth, await Database.NameAsync(ParcelDatabase.Id));
        }
        else if (step is "mark" or "bump")
        {
            await instance.WriteAsync(async);
            Assert.NotEqual(truth, await Database.NameAsync(ParcelDatabase.Id));
        }
        else
        {
            await instance.CheckAsync(async);
        }

        await cut.Struck;
        if (failure == InvalidationFailure.Strict)
        {
            // At once, for everybody; with best effort as soon as the bump is delivered.
            await other.CheckAsync(async);
        }

        await instance.CheckAsync(async);
        await instance.SettleAsync();
        await instance.RecoverAsync();
        await other.CheckAsync(async);

        // A mark may be left that nobody takes back.
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
        await instance.WarmAsync(async);
        await other.WarmAsync(async);
        await instance.WriteAsync(async);
        Assert.Equal(0, await other.CheckAsync(async));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Until_a_bump_is_delivered_its_own_instance_is_served_only_what_it_did_not_write(bool async)
    {
        // Nothing is tried again before time goes by, and nobody stops asking.
        var time = new FakeTimeProvider();
        var options = Instance.Options with { TimeProvider = time, CircuitThreshold = 100 };
        await using var instance = Behind(InvalidationFailure.BestEffort, options);
        await instance.WarmAsync(async);
        await instance.ReadAsync(ParcelDatabase.OtherId, async);
        await instance.SettleAsync();

        using (Proxy.CutBefore(command => CacheScript.IsMark(command) || CacheScript.IsBump(command), int.MaxValue))
        {
            await instance.WriteAsync(async);
        }

        await instance.ReconnectAsync();
        Assert.NotEqual(0, instance.Store.KeptBumps);
        // The server holds the older rows as what is current.
        Assert.Equal(0, await instance.CheckAsync(async));
        Assert.True((await instance.ReadAsync(ParcelDatabase.OtherId, async)).IsHit);

        await instance.RecoverAsync(time);
        await instance.WarmAsync(async);
    }

    private static Func<RespCommand, bool> CommandOf(string step) =>
        step switch
        {
            "lookup" => CacheScript.IsLookup,
            "ticket" => CacheScript.IsSettle,
            "fill" => CacheScript.IsFill,
            "mark" => CacheScript.IsMark,
            _ => CacheScript.IsBump,
        };
}
