using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Tests.InProcess;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Storage;

public sealed class FlightsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly CachedResult Result = TestColumn.Result(1);

    private readonly InProcessCacheStore _store = StoreSteps.Create();
    private readonly TestRequest _request = StoreSteps.Row(1);
    private readonly FakeTimeProvider _time = new();

    private Flights Flights => _store.Flights;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Join_of_64_readers_at_once_makes_one_leader_whose_result_all_get(bool async)
    {
        var (flight, waits) = Fly(64, async);
        flight.Land(Result);
        var outcomes = await Task.WhenAll(waits);

        Assert.Equal(63, outcomes.Length);
        Assert.All(outcomes, outcome => Assert.Same(Result, outcome.Result));
        Assert.All(outcomes, outcome => Assert.Equal(FlightEnd.Landed, outcome.End));
        Assert.True(Flights.IsEmpty);
    }

    [Fact]
    public void Join_by_many_threads_at_once_makes_one_leader()
    {
        using var start = new Barrier(16);
        var leaders = 0;
        var followers = 0;
        var threads = Enumerable
            .Range(0, 16)
            .Select(_ => new Thread(() =>
            {
                var ticket = Ticket();
                start.SignalAndWait();
                if (Flights.Join(_request.Key, ticket, out var flight) == FlightRole.Leader)
                {
                    Interlocked.Increment(ref leaders);
                    SpinWait.SpinUntil(() => flight!.Followers == 15);
                    flight!.Land(Result);
                }
                else if (flight!.Wait(Long, TimeProvider.System, CancellationToken.None).Result == Result)
                {
                    Interlocked.Increment(ref followers);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal((1, 15), (leaders, followers));
        Assert.True(Flights.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Release_lets_all_go_on_side_by_side(bool async)
    {
        var (flight, waits) = Fly(8, async);
        flight.Release();

        Assert.All(await Task.WhenAll(waits), outcome => Assert.Equal(FlightOutcome.GoAlone, outcome));
        Assert.True(Flights.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fail_hands_over_to_exactly_one_and_the_others_wait_for_that_one(bool async)
    {
        var (flight, waits) = Fly(64, async);
        for (var left = 63; left > 0; left -= 21)
        {
            flight.Fail();
            var first = await Task.WhenAny(waits);
            Assert.Equal(FlightOutcome.TakeOver, await first);
            waits.Remove(first);
            Assert.Equal(FlightRole.Follower, Flights.Join(_request.Key, Ticket(), out var again));
            Assert.Same(flight, again);
            waits.Add(Wait(again!, async, CancellationToken.None));
            SpinWait.SpinUntil(() => flight.Followers == waits.Count);
        }

        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        flight.Land(Result);
        Assert.All(await Task.WhenAll(waits), outcome => Assert.Same(Result, outcome.Result));
        Assert.True(Flights.IsEmpty);
    }

    [Fact]
    public async Task Fail_before_a_follower_waits_hands_over_when_it_does()
    {
        Flights.Join(_request.Key, Ticket(), out var flight);
        Flights.Join(_request.Key, Ticket(), out _);
        Flights.Join(_request.Key, Ticket(), out _);
        flight!.Fail();

        Assert.Equal(FlightOutcome.TakeOver, flight.Wait(Long, _time, CancellationToken.None));
        var other = flight.WaitAsync(Long, _time, CancellationToken.None);
        Assert.False(other.IsCompleted);
        flight.Land(Result);
        Assert.Same(Result, (await other).Result);
    }

    [Fact]
    public void Fail_without_followers_ends_the_flight()
    {
        Flights.Join(_request.Key, Ticket(), out var flight);
        flight!.Fail();

        Assert.True(Flights.IsEmpty);
        Assert.Equal(FlightRole.Leader, Flights.Join(_request.Key, Ticket(), out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_ends_the_wait_of_that_follower_only(bool async)
    {
        using var source = new CancellationTokenSource();
        var (flight, waits) = Fly(4, async);
        Flights.Join(_request.Key, Ticket(), out _);
        var cancelled = Wait(flight, async, source.Token);
        await source.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal(3, flight.Followers);
        flight.Land(Result);
        Assert.All(await Task.WhenAll(waits), outcome => Assert.Same(Result, outcome.Result));
    }

    [Fact]
    public async Task Fail_passes_over_followers_that_have_gone()
    {
        using var source = new CancellationTokenSource();
        Flights.Join(_request.Key, Ticket(), out var flight);
        Flights.Join(_request.Key, Ticket(), out _);
        Flights.Join(_request.Key, Ticket(), out _);
        var gone = flight!.WaitAsync(Long, _time, source.Token).AsTask();
        var stays = flight.WaitAsync(Long, _time, CancellationToken.None).AsTask();
        await source.CancelAsync();
        flight.Fail();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(FlightOutcome.TakeOver, await stays);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_out_sends_the_follower_on_alone(bool async)
    {
        var (flight, waits) = Fly(3, async);
        SpinWait.SpinUntil(() => waits.TrueForAll(wait => wait.Status != TaskStatus.WaitingToRun));
        while (!waits.TrueForAll(wait => wait.IsCompleted))
        {
            // A blocked thread may set its timer after the first advance.
            _time.Advance(Long);
            await Task.Yield();
        }

        Assert.All(await Task.WhenAll(waits), outcome => Assert.Equal(FlightOutcome.GoAlone, outcome));
        Assert.Equal(0, flight.Followers);
        flight.Fail();
        Assert.True(Flights.IsEmpty);
    }

    [Fact]
    public void Join_after_a_write_is_alone()
    {
        Flights.Join(_request.Key, Ticket(), out _);
        _store.Bump(WriterId.Next(), [_request.Tags[0]]);

        Assert.Equal(FlightRole.Alone, Flights.Join(_request.Key, Ticket(), out var flight));
        Assert.Null(flight);
    }

    [Fact]
    public void Join_with_a_ticket_that_cannot_fill_is_alone()
    {
        Flights.Join(_request.Key, Ticket(), out _);
        _store.Mark(WriterId.Next(), [_request.Tags[0]], Long);

        Assert.Equal(FlightRole.Alone, Flights.Join(_request.Key, Ticket(), out _));
        Assert.Equal(FlightRole.Alone, Flights.Join("other"u8, Ticket(), out _));
    }

    [Fact]
    public void Join_of_another_key_leads_another_flight()
    {
        Flights.Join(_request.Key, Ticket(), out var one);

        Assert.Equal(FlightRole.Leader, Flights.Join("other"u8, Ticket(), out var other));
        Assert.NotSame(one, other);
    }

    [Fact]
    public void Flight_that_ended_cannot_end_again()
    {
        Flights.Join(_request.Key, Ticket(), out var flight);
        flight!.Land(Result);

        Assert.Throws<InvalidOperationException>(flight.Release);
        Assert.Throws<InvalidOperationException>(flight.Fail);
    }

    [Fact]
    public void Wait_after_the_landing_gets_the_result()
    {
        Flights.Join(_request.Key, Ticket(), out var flight);
        Flights.Join(_request.Key, Ticket(), out _);
        flight!.Land(Result);

        Assert.Same(Result, flight.Wait(Long, _time, CancellationToken.None).Result);
    }

    private Ticket Ticket() => _store.TakeTicket(_request, default);

    private (Flight Flight, List<Task<FlightOutcome>> Waits) Fly(int readers, bool async)
    {
        Assert.Equal(FlightRole.Leader, Flights.Join(_request.Key, Ticket(), out var flight));
        var waits = new List<Task<FlightOutcome>>();
        for (var i = 1; i < readers; i++)
        {
            Assert.Equal(FlightRole.Follower, Flights.Join(_request.Key, Ticket(), out var same));
            Assert.Same(flight, same);
            waits.Add(Wait(same!, async, CancellationToken.None));
        }

        return (flight!, waits);
    }

    private Task<FlightOutcome> Wait(Flight flight, bool async, CancellationToken cancellationToken) =>
        async
            ? flight.WaitAsync(Long, _time, cancellationToken).AsTask()
            : Task.Factory.StartNew(
                () => flight.Wait(Long, _time, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
}
