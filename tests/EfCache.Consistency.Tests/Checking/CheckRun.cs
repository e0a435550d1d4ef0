using System.Diagnostics;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Faults;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Reads;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Consistency.Tests.Checking.Writes;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>
/// Readers and writers side by side on one database and one store. What each task chooses follows from the seed; how the
/// tasks' steps fall in between each other does not, and is another one each time.
/// </summary>
internal sealed class CheckRun(
    string name,
    CheckOptions options,
    CheckedDatabase database,
    StoreUnderCheck store,
    Sabotage sabotage,
    Disturbance? disturbance = null
) : IDisposable
{
    // Longer than a lease, which is the command's time-out and a reserve, and than the quarantine of a server's new run.
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromMinutes(2);

    // Longer than entries live.
    private static readonly TimeSpan LongerThanALife = TimeSpan.FromMinutes(6);

    private readonly History _history = new();
    private readonly WriteLog _log = new();
    private readonly WriteGate _gate = new();
    private readonly SemaphoreSlim _pauses = new(0);
    private readonly StoreShares _stores = new([
        .. store.Instances.Select(instance => new JitteryStore(
            Slow(sabotage.Wrap(instance), disturbance, options.Seed)
        )),
    ]);
    private readonly Random _time = new(options.Seed);
    private int _taken;
    private int _paused;
    private bool _isDisturbed;
    private volatile bool _isOver;

    private bool MustStop =>
        _isOver || disturbance?.IsOver == true || (options.StopsAtViolation && _history.CountViolations() > 0);

    public async Task<CheckReport> RunAsync()
    {
        // Half of the calls block their threads, as synchronous calls do.
        ThreadPool.GetMinThreads(out var threads, out var completionThreads);
        ThreadPool.SetMinThreads(Math.Max(threads, 4 * (options.Readers + options.Writers)), completionThreads);
        using var listener = LookupCounts.Listen();
        await SeedData.CreateAsync(_history, database);
        var started = Stopwatch.GetTimestamp();
        using var contexts = new WriterContexts(database, _stores);
        var kinds = ContextKind.CreateAll(database, _stores);
        var readers = CreateReaders(kinds);
        await RunAllAsync(readers, CreateWriters(contexts));
        foreach (var kind in kinds)
        {
            kind.Dispose();
        }

        return new CheckReport(
            name,
            options,
            Math.Min(_taken, options.Reads),
            [.. readers.Select(reader => reader.Counts)],
            kinds.ToDictionary(
                kind => kind.Name,
                kind => readers.Sum(reader => reader.HitsByKind.GetValueOrDefault(kind.Name))
            ),
            _log,
            _history,
            _paused,
            Stopwatch.GetElapsedTime(started),
            disturbance
        );
    }

    public void Dispose()
    {
        _gate.Dispose();
        _pauses.Dispose();
    }

    private static CacheStore Slow(CacheStore store, Disturbance? disturbance, int seed) =>
        disturbance is null ? store : new SlowWritersStore(store, disturbance, seed);

    private Reader[] CreateReaders(ContextKind[] kinds)
    {
        var trends = new Trends(options.Seed);
        return [.. Enumerable.Range(0, options.Readers).Select(i => new Reader(_history, kinds, trends, SeedOf(i)))];
    }

    private Writer[] CreateWriters(WriterContexts contexts)
    {
        WriteScope[] scopes =
        [
            .. WriteScope.All,
            .. sabotage.HasUntoldWrites ? [AutoCommitScopes.Untold] : Array.Empty<WriteScope>(),
        ];
        return
        [
            .. Enumerable
                .Range(0, options.Writers)
                .Select(i => new Writer(_history, database, contexts, _log, scopes, SeedOf(1000 + i))),
        ];
    }

    private async Task RunAllAsync(Reader[] readers, Writer[] writers)
    {
        var writing = Task.WhenAll(
            writers.Select(writer => StartAsync(() => writer.RunAsync(_gate.TryEnterAsync, _gate.Leave)))
        );
        if (disturbance is { Alternates: false })
        {
            BeginDisturbance();
        }

        var pausing = StartAsync(PauseAsync);
        try
        {
            await Task.WhenAll(readers.Select(reader => StartAsync(() => reader.RunAsync(TryTakeRead))));
        }
        finally
        {
            _isOver = true;
            _gate.End(options.Writers);
            _pauses.Release();
            await writing;
            await pausing;
        }

        await ClearUpAsync();
    }

    /// <summary>A failure ends the run for all, instead of leaving them to wait for each other.</summary>
    private async Task StartAsync(Func<Task> runAsync)
    {
        try
        {
            await Task.Run(runAsync);
        }
        catch
        {
            _isOver = true;
            throw;
        }
    }

    private bool TryTakeRead()
    {
        var taken = Interlocked.Increment(ref _taken);
        disturbance?.Clock.Tick(taken);
        if (taken > options.Reads || MustStop)
        {
            return false;
        }

        if (taken % (options.ReadsPerWrite * options.Writers) == 0)
        {
            _gate.Permit(options.Writers);
        }

        // Marks that stand until their lease ends keep others from the cache: for long enough to see that they do, and no longer.
        if (
            taken % options.ReadsPerPause == 0
            || (taken % options.ReadsPerShortPause == 0 && (_log.HasMarksLeft || disturbance?.WantsPause == true))
        )
        {
            _pauses.Release();
        }

        return true;
    }

    private async Task PauseAsync()
    {
        while (true)
        {
            await _pauses.WaitAsync();

            // First: writers may be waiting for it.
            await (disturbance?.EndAsync() ?? Task.CompletedTask);
            if (_isOver)
            {
                return;
            }

            await _gate.CloseAsync();
            await ClearUpAsync();
            BeginDisturbance();
            _gate.Open();
        }
    }

    private void BeginDisturbance()
    {
        _isDisturbed = disturbance is { } faults && !(_isDisturbed && faults.Alternates);
        if (_isDisturbed)
        {
            if (options.ToleratesStaleReadsInFaults)
            {
                _history.BeginTolerance();
            }

            disturbance!.Begin();
        }
    }

    /// <summary>While nobody writes, and everybody reads.</summary>
    private async Task ClearUpAsync()
    {
        if (disturbance is not null)
        {
            await disturbance.WaitUntilWellAsync();
        }

        var time = TimeToPass();
        while (_log.Unknown.TryDequeue(out var unknown))
        {
            await database.WaitUntilGoneAsync(unknown.Process);
            if (await HasJournalAsync(unknown.Operation.Id))
            {
                unknown.Operation.Commit();
            }
            else
            {
                unknown.Operation.RollBack();
            }
        }

        await new DatabaseComparison(_history, database).RunAsync();
        _history.Payments.LeaveDeletedBehind();
        await store.AdvanceAsync(time);
        _log.ForgetLeases();
        _paused++;
        if (_isDisturbed)
        {
            _history.EndTolerance();
        }
    }

    /// <summary>
    /// When a store fails, what nobody bumps may be stale for as long as entries live; all else is not, from when it was said again.
    /// </summary>
    private TimeSpan TimeToPass() =>
        (_log.HasMarksLeft, _isDisturbed) switch
        {
            (true, true) => LongerThanALife,
            (false, false) => TimeSpan.FromSeconds(_time.Next(30)),
            _ => LongerThanALease,
        };

    private async Task<bool> HasJournalAsync(long operation)
    {
        await using var context = database.OpenPlain();
        return await new CallPath(IsAsync: true).AnyAsync(context.Journal.Where(entry => entry.Operation == operation));
    }

    /// <summary>HashCode would be seeded by the process.</summary>
    private int SeedOf(int task) => unchecked((options.Seed * 31) + (task * 7919));
}
