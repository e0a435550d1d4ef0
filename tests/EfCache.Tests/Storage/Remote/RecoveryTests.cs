using System.Threading.Channels;
using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Storage.Remote;

public sealed class RecoveryTests : IDisposable
{
    // A fifth more than the interval, and a fifth less.
    private static readonly TimeSpan Surely = TimeSpan.FromSeconds(12.01);
    private static readonly TimeSpan NotYet = TimeSpan.FromSeconds(7.99);

    private readonly TimersOfFakeTime _time = new();
    private readonly SemaphoreSlim _tries = new(0);
    private readonly SemaphoreSlim _goOn = new(0);
    private readonly Recovery _recovery;
    private volatile bool _isWell;
    private int _underWay;

    public RecoveryTests()
    {
        _recovery = new Recovery(
            _time,
            TimeSpan.FromSeconds(10),
            async cancellationToken =>
            {
                Assert.Equal(1, Interlocked.Increment(ref _underWay));
                _tries.Release();
                await _goOn.WaitAsync(cancellationToken);
                Interlocked.Decrement(ref _underWay);
                return _isWell;
            }
        );
    }

    public void Dispose()
    {
        _recovery.Dispose();
        _tries.Dispose();
        _goOn.Dispose();
    }

    [Fact]
    public async Task It_tries_after_each_interval_until_all_is_well()
    {
        _recovery.Start();
        await _time.TimerAsync();
        _time.Advance(NotYet);
        Assert.Equal(0, _tries.CurrentCount);
        _time.Advance(Surely - NotYet);
        await TryAsync();
        _goOn.Release();

        await _time.TimerAsync();
        _time.Advance(Surely);
        await TryAsync();
        _isWell = true;
        _goOn.Release();

        // Well is well: it begins anew when it is wanted.
        _recovery.Start();
        await _time.TimerAsync();
        _time.Advance(Surely);
        await TryAsync();
    }

    [Fact]
    public async Task What_is_urgent_is_tried_at_once()
    {
        _recovery.Start(isUrgent: true);
        await TryAsync();
    }

    [Fact]
    public async Task Wanted_during_a_try_there_is_another_one_after_it()
    {
        _isWell = true;
        _recovery.Start(isUrgent: true);
        await TryAsync();
        _recovery.Start();
        _goOn.Release();

        await _time.TimerAsync();
        _time.Advance(Surely);
        await TryAsync();
    }

    [Fact]
    public async Task Disposed_of_it_ends()
    {
        _recovery.Start();
        await _time.TimerAsync();
        _recovery.Dispose();
        _time.Advance(Surely);
        Assert.False(await _tries.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    private async Task TryAsync() =>
        Assert.True(await _tries.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

    /// <summary>Tells when somebody has begun to wait.</summary>
    private sealed class TimersOfFakeTime : FakeTimeProvider
    {
        private readonly Channel<bool> _timers = Channel.CreateUnbounded<bool>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(true);
            return timer;
        }

        public async Task TimerAsync() => await _timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
