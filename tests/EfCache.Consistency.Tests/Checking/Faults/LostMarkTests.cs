using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>
/// A server comes back without the mark of a writer that has not committed yet. What is read until then is old, and must not be stored:
/// chance seldom finds an answer that is given before the bump.
/// </summary>
[Collection(OneRunAtATime.Name)]
public sealed class LostMarkTests
{
    private static readonly Tag Orders = new("check:t:{orders}:all");
    private static readonly TestRequest Request = new("select orders", Orders);
    private static readonly TimeSpan Lease = RemoteStoreOptions.Default.Quarantine;

    [Theory]
    [InlineData(InvalidationFailure.BestEffort, true)]
    [InlineData(InvalidationFailure.BestEffort, false)]
    [InlineData(InvalidationFailure.Strict, true)]
    [InlineData(InvalidationFailure.Strict, false)]
    public async Task New_run_fills_nothing_while_a_lost_mark_may_have_had_its_lease(
        InvalidationFailure failure,
        bool isOfDump
    )
    {
        await using var store = await FaultyRedisStoreUnderCheck.StartAsync(failure, hasCircuit: true);
        var (writing, reading) = (store.Instances[0], store.Instances[2]);
        await WaitUntilItFillsAsync(store, reading);
        var dump = await store.Server.SaveDumpAsync();
        await writing.MarkAsync(WriterId.Next(), [Orders], Lease, CancellationToken.None);

        await (isOfDump ? store.Server.RestartFromDumpAsync(dump) : store.Server.RestartAsync());
        await store.WaitUntilWellAsync();

        CacheLookup lookup = default;
        await Wait.UntilAsync(
            "the new run is known",
            async () =>
            {
                lookup = await reading.LookupAsync(Request, CancellationToken.None);
                return lookup.Reason != MissReason.Unavailable;
            }
        );
        Assert.Equal(MissReason.NewRun, lookup.Reason);
        Assert.False((await reading.TakeTicketAsync(Request, lookup, CancellationToken.None)).CanFill);
        await WaitUntilItFillsAsync(store, reading);
    }

    /// <summary>Each time a lease goes by; two are enough: one for the run, and one for a cell that is missing.</summary>
    private static async Task WaitUntilItFillsAsync(FaultyRedisStoreUnderCheck store, CacheStore reading)
    {
        for (var leases = 0; leases < 2; leases++)
        {
            await CanFillAsync(reading);
            await store.AdvanceAsync(Lease);
        }

        await Wait.UntilAsync("entries can be filled", () => CanFillAsync(reading));
    }

    private static async Task<bool> CanFillAsync(CacheStore reading)
    {
        var lookup = await reading.LookupAsync(Request, CancellationToken.None);
        return (await reading.TakeTicketAsync(Request, lookup, CancellationToken.None)).CanFill;
    }
}
