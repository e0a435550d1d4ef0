using EfCache.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Specification.Tests.Storage;

/// <summary>What every store keeps, rule by rule of the consistency protocol, by its sync and its async methods.</summary>
public abstract partial class CacheStoreSpecification
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly EntryLifetime Lifetime = new(TimeSpan.FromHours(1));
    private static readonly Tag Orders = new("t:orders:all");
    private static readonly Tag Products = new("t:products:all");

    private CacheStore? _store;

    /// <summary>The clock that the store is given.</summary>
    private protected FakeTimeProvider Time { get; } = new();

    private CacheStore Store => _store ??= CreateStore(Time);

    /// <summary>A store without entries. It is asked for once a test.</summary>
    private protected abstract CacheStore CreateStore(TimeProvider time);

    /// <summary>Lets time pass by the store's clock; a store with a clock of its own really waits.</summary>
    private protected virtual Task Pass(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    /// <summary>A store that lets go of entries by itself can't tell them from those that never were.</summary>
    private protected virtual MissReason ReasonWhenExpired => MissReason.Expired;

    private protected virtual CachedResult CreateResult(int value) => TestColumn.Result(value);

    private static TestRequest Request(params Tag[] tags) => new("select", tags);

    private StoreDriver Driver(bool async) => new(Store, async);

    private async Task Fill(StoreDriver store, TestRequest request, int value, EntryLifetime? lifetime = null)
    {
        using var ticket = await store.Miss(request);
        Assert.True(ticket.CanFill);
        await store.Fill(ticket, CreateResult(value), lifetime ?? Lifetime);
    }

    private static async Task AssertHit(StoreDriver store, TestRequest request, int value)
    {
        var lookup = await store.Lookup(request);
        Assert.Equal(MissReason.None, lookup.Reason);
        Assert.NotNull(lookup.Result);
        Assert.Equal(1, lookup.Result.RowCount);
        var column = Assert.IsAssignableFrom<ResultColumn<int>>(Assert.Single(lookup.Result.Columns));
        Assert.Equal(value, column.GetValue(0));
    }

    private static async Task AssertMiss(StoreDriver store, TestRequest request, MissReason? reason = null)
    {
        var lookup = await store.Lookup(request);
        Assert.Null(lookup.Result);
        Assert.NotEqual(MissReason.None, lookup.Reason);
        if (reason is not null)
        {
            Assert.Equal(reason, lookup.Reason);
        }
    }
}
