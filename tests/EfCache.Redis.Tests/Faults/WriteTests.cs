using EfCache.Redis.Tests.Faults.Instances;
using EfCache.Redis.Tests.Storage;
using EfCache.Storage.Remote;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults;

/// <summary>Every way to write, when the write can't be marked, and when it can't be bumped.</summary>
public sealed class WriteTests(RedisServerFixture fixture) : FaultTests(fixture)
{
    private readonly FakeTimeProvider _time = new();

    public enum Way
    {
        Save,
        SaveInItsTransaction,
        SaveInUsersTransaction,
        CommitOfUsersTransaction,
        ExecuteUpdate,
        ExecuteDelete,
        RawSql,
    }

    public static TheoryData<Way, bool> Ways { get; } =
    [
        .. from way in Enum.GetValues<Way>()
        from async in (bool[])[true, false]
        select new TheoryDataRow<Way, bool>(way, async),
    ];

    // A mark that is younger than some seconds need not be renewed before a commit.
    private RemoteStoreOptions Options => Instance.Options with { TimeProvider = _time };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task With_strict_a_write_that_cannot_be_marked_is_refused_and_nothing_is_written(Way way, bool async)
    {
        await using var instance = Behind(InvalidationFailure.Strict, Options);
        await instance.WarmAsync();
        var before = await Database.NamesAsync();

        var refusal = await Assert.ThrowsAsync<CacheInvalidationException>(() =>
            WriteAsync(instance, way, async, TakeAway)
        );

        Assert.Equal(before, await Database.NamesAsync());
        Assert.DoesNotContain($"{ParcelDatabase.Id}", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await instance.CheckAsync(async));
        Proxy.Accept();
        await instance.RecoverAsync(_time);
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
        await instance.WarmAsync();
        await WriteAsync(instance, way, async, () => { });
        Assert.NotEqual(before, await Database.NamesAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task With_best_effort_it_goes_through_and_is_told_later(Way way, bool async)
    {
        await using var instance = Behind(InvalidationFailure.BestEffort, Options);
        await using var other = Beside(InvalidationFailure.BestEffort);
        await instance.WarmAsync();
        await other.WarmAsync();
        var before = await Database.NamesAsync();

        await WriteAsync(instance, way, async, TakeAway);

        Assert.NotEqual(before, await Database.NamesAsync());
        Assert.NotEqual(0, instance.Store.KeptBumps);
        Assert.Equal(0, await CheckAllAsync(instance, async));
        Proxy.Accept();
        await instance.RecoverAsync(_time);
        Assert.Equal(0, await CheckAllAsync(other, async));
        await ServerClock.PassAsync(Server, TimeSpan.FromMinutes(2));
        await WarmAllAsync(instance);
        await WarmAllAsync(other);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public Task With_strict_a_write_that_is_committed_and_cannot_be_bumped_is_no_error(Way way, bool async) =>
        AssertNotBumpedAsync(InvalidationFailure.Strict, way, async);

    [Theory]
    [MemberData(nameof(Ways))]
    public Task With_best_effort_a_write_that_is_committed_and_cannot_be_bumped_is_no_error(Way way, bool async) =>
        AssertNotBumpedAsync(InvalidationFailure.BestEffort, way, async);

    private async Task AssertNotBumpedAsync(InvalidationFailure failure, Way way, bool async)
    {
        await using var instance = Behind(failure, Options);
        await using var other = Beside(failure);
        await WarmAllAsync(instance);
        await WarmAllAsync(other);
        var before = await Database.NamesAsync();

        using (var cut = Proxy.CutBefore(CacheScript.IsBump, times: int.MaxValue))
        {
            await WriteAsync(instance, way, async, () => { });
            await cut.Struck;
            Assert.NotEqual(before, await Database.NamesAsync());
            // The mark stands.
            Assert.Equal(0, await CheckAllAsync(other, async));
            Assert.Equal(0, await CheckAllAsync(instance, async));
        }

        await instance.RecoverAsync(_time);
        await CheckAllAsync(other, async);
    }

    private async Task WriteAsync(Instance instance, Way way, bool async, Action beforeMark)
    {
        await using var context = instance.CreateContext();
        // Not a constant, which would be a part of the text.
        var id = ParcelDatabase.Id;
        var parcels = context.Parcels.Where(parcel => parcel.Id == id);
        var name = $"{way} {Guid.NewGuid():N}";
        switch (way)
        {
            case Way.Save:
                await ChangeAsync(context, name, ParcelDatabase.Id);
                beforeMark();
                await SaveAsync(context, async);
                break;
            case Way.SaveInItsTransaction:
                await ChangeAsync(context, name, ParcelDatabase.Id, ParcelDatabase.OtherId);
                context.Couriers.Add(new Courier { Name = name });
                beforeMark();
                await SaveAsync(context, async);
                break;
            case Way.SaveInUsersTransaction:
                await using (var transaction = await context.Database.BeginTransactionAsync())
                {
                    await ChangeAsync(context, name, ParcelDatabase.Id);
                    beforeMark();
                    await SaveAsync(context, async);
                    await transaction.CommitAsync();
                }

                break;
            case Way.CommitOfUsersTransaction:
                await using (var transaction = await context.Database.BeginTransactionAsync())
                {
                    await ChangeAsync(context, name, ParcelDatabase.Id);
                    await SaveAsync(context, async);
                    _time.Advance(TimeSpan.FromSeconds(20));
                    beforeMark();
                    if (async)
                    {
                        await transaction.CommitAsync();
                    }
                    else
                    {
                        transaction.Commit();
                    }
                }

                break;
            case Way.ExecuteUpdate:
                beforeMark();
                _ = async
                    ? await parcels.ExecuteUpdateAsync(set => set.SetProperty(parcel => parcel.Name, name))
                    : parcels.ExecuteUpdate(set => set.SetProperty(parcel => parcel.Name, name));
                break;
            case Way.ExecuteDelete:
                beforeMark();
                _ = async ? await parcels.ExecuteDeleteAsync() : parcels.ExecuteDelete();
                break;
            default:
                beforeMark();
                _ = async
                    ? await context.Database.ExecuteSqlAsync($"""UPDATE "Parcels" SET "Name" = {name}""")
                    : context.Database.ExecuteSql($"""UPDATE "Parcels" SET "Name" = {name}""");
                break;
        }
    }

    private static async Task ChangeAsync(ParcelContext context, string name, params int[] ids)
    {
        foreach (var id in ids)
        {
            (await context.Parcels.SingleAsync(parcel => parcel.Id == id)).Name = name;
        }
    }

    private static async Task SaveAsync(ParcelContext context, bool async) =>
        _ = async ? await context.SaveChangesAsync() : context.SaveChanges();

    /// <summary>A row may be deleted here.</summary>
    private async Task<int> CheckAllAsync(Instance instance, bool async)
    {
        var (names, isHit) = await instance.ReadAllAsync(async);
        Assert.Equal(await Database.NamesAsync(), names);
        return isHit ? 1 : 0;
    }

    private async Task WarmAllAsync(Instance instance)
    {
        await CheckAllAsync(instance, async: true);
        await instance.SettleAsync();
        Assert.Equal(1, await CheckAllAsync(instance, async: true));
    }
}
