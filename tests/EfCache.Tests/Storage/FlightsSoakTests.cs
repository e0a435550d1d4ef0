using System.Diagnostics;
using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Tests.InProcess;

namespace EfCache.Tests.Storage;

/// <summary>Leaders that land, release, fail and are cancelled, and followers that give up, all at once.</summary>
public sealed class FlightsSoakTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);
    private static readonly CachedResult Result = TestColumn.Result(1);

    private readonly InProcessCacheStore _store = StoreSteps.Create();
    private readonly int[] _ends = new int[Enum.GetValues<FlightEnd>().Length];
    private int _leading;
    private int _led;
    private int _cancelled;
    private int _overlaps;

    [Fact]
    public async Task Readers_in_disorder_all_come_home_and_leave_no_flight_behind()
    {
        var started = Stopwatch.GetTimestamp();
        var readers = Enumerable
            .Range(0, 8)
            .Select(i =>
                Task.Factory.StartNew(
                        async () =>
                        {
                            var random = new Random(i);
                            while (Stopwatch.GetElapsedTime(started) < Duration)
                            {
                                await Read(random, async: i % 2 == 0);
                            }
                        },
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                    .Unwrap()
            );
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        output.WriteLine($"{_led} led, {string.Join('/', _ends)} landed/alone/taken over, {_cancelled} cancelled");

        Assert.Equal(0, _overlaps);
        Assert.True(_led > 100 && _cancelled > 0);
        Assert.DoesNotContain(0, _ends);
        Assert.True(_store.Flights.IsEmpty);
        Assert.Equal(0, _store.Size);
    }

    private async Task Read(Random random, bool async)
    {
        var request = StoreSteps.Row(1);
        using var ticket = _store.TakeTicket(request, default);
        using var source = new CancellationTokenSource();
        if (_store.Flights.Join(request.Key, ticket, out var flight) == FlightRole.Leader)
        {
            Lead(flight!, random);
            return;
        }

        if (flight is null)
        {
            return;
        }

        if (random.Next(4) == 0)
        {
            source.CancelAfter(TimeSpan.FromTicks(random.Next(2000)));
        }

        var timeout = TimeSpan.FromTicks(random.Next(20_000));
        try
        {
            var outcome = async
                ? await flight.WaitAsync(timeout, TimeProvider.System, source.Token)
                : flight.Wait(timeout, TimeProvider.System, source.Token);
            Interlocked.Increment(ref _ends[(int)outcome.End]);
            if (outcome.End == FlightEnd.TakeOver)
            {
                Lead(flight, random);
            }
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == source.Token)
        {
            Interlocked.Increment(ref _cancelled);
        }
    }

    private void Lead(Flight flight, Random random)
    {
        // One ticket's stamps, and so one flight at a time: the key's leader is alone until it ends the flight.
        if (Interlocked.Increment(ref _leading) != 1)
        {
            Interlocked.Increment(ref _overlaps);
        }

        Interlocked.Increment(ref _led);
        Thread.SpinWait(random.Next(20_000));
        Interlocked.Decrement(ref _leading);
        switch (random.Next(5))
        {
            case 0:
                flight.Release();
                break;
            case 1:
            case 2:
                flight.Fail();
                break;
            default:
                flight.Land(Result);
                break;
        }
    }
}
