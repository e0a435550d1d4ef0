using System.Globalization;
using EfCache.Consistency.Tests.Checking.Stores;

namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>
/// Lets one fault after another happen while others read and write, each at some number of reads after the last. They come in a random
/// order, all of them before one comes again.
/// </summary>
internal sealed class Disturbance
{
    private readonly FaultyRedisStoreUnderCheck _store;
    private readonly DisturbanceOptions _options;
    private readonly Fault[] _faults;
    private readonly Random _random;
    private readonly FaultScene _scene;
    private readonly ReadClock _clock = new();
    private readonly Dictionary<string, int> _counts = [];
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _ended = NewSource();
    private int _next;
    private volatile int _count;
    private volatile bool _isEnding = true;
    private volatile bool _wantsPause;

    public Disturbance(FaultyRedisStoreUnderCheck store, DisturbanceOptions options, int seed)
    {
        _store = store;
        _options = options;
        _faults = [.. options.Faults];
        _random = new Random(seed);
        _scene = new FaultScene(store.Server, store.Proxies, _random, ReadOnAsync);
    }

    /// <summary>All that were to happen have.</summary>
    public bool IsOver => _count >= _options.Count;

    /// <summary>What was to happen before the next pause has.</summary>
    public bool WantsPause => _wantsPause;

    /// <summary>Whether there are times without faults in between.</summary>
    public bool Alternates => _options.Alternates;

    /// <summary>How often each fault has happened.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Counts reads while faults may happen.</summary>
    public ReadClock Clock => _clock;

    public void Begin()
    {
        _isEnding = false;
        _clock.Start();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends what is happening. After that the server runs, and everybody can reach it.</summary>
    public async Task EndAsync()
    {
        _isEnding = true;
        _clock.Stop();
        await _running;
        NoteEnd();
        _running = Task.CompletedTask;
        _wantsPause = false;
    }

    /// <summary>Waits until a fault has happened and is over, or none comes.</summary>
    public Task UntilFaultIsOverAsync()
    {
        var ended = Volatile.Read(ref _ended).Task;
        return _isEnding ? Task.CompletedTask : ended;
    }

    /// <summary>Waits until every process has noticed that all is well, and has said what it could not say before. Nobody may be writing.</summary>
    public Task WaitUntilWellAsync() => _store.WaitUntilWellAsync();

    public override string ToString() =>
        string.Join(
            ", ",
            _counts
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"))
        );

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        await _scene.SaveDumpAsync();
        var last = _count + Math.Min(_options.CountPerPause, _options.Count - _count);
        while (true)
        {
            await ReadOnAsync();
            if (_isEnding || _count == last)
            {
                _wantsPause = true;
                return;
            }

            var fault = NextFault();
            await fault.StrikeAsync(_scene);
            _counts[fault.Name] = _counts.GetValueOrDefault(fault.Name) + 1;
            _count++;
            NoteEnd();
        }
    }

    private void NoteEnd() => Interlocked.Exchange(ref _ended, NewSource()).SetResult();

    private Fault NextFault()
    {
        if (_next == 0)
        {
            _random.Shuffle(_faults);
        }

        var fault = _faults[_next];
        _next = (_next + 1) % _faults.Length;
        return fault;
    }

    private Task ReadOnAsync() => _clock.AfterAsync(_random.Next(1, _options.MostReadsBetween));
}
