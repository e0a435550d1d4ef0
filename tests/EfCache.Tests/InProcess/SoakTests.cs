using System.Diagnostics;
using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Tests.InProcess;

/// <summary>Readers and writers at full speed, on a store that is too small, with clearing in between.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Rows = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly InProcessCacheStore _store = StoreSteps.Create(1 << 20);
    private readonly int[] _database = new int[Rows];
    private int _hits;
    private int _fills;
    private int _writes;
    private int _stale;

    [Fact]
    public void Readers_and_writers_side_by_side_see_every_commit_and_leave_nothing_behind()
    {
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable
            .Range(0, 6)
            .Select(i => new Thread(() =>
            {
                var random = new Random(i);
                while (Stopwatch.GetElapsedTime(started) < Duration)
                {
                    Step(i, random);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        output.WriteLine($"{_hits} hits, {_fills} fills, {_writes} writes, {_stale} stale");

        Assert.Equal(0, _stale);
        Assert.True(_hits > 1000 && _fills > 1000 && _writes > 1000);
        Assert.InRange(_store.Size, 0, 1 << 20);
        Assert.InRange(_store.Entries.Queued, _store.Entries.Count, 2000);
        for (var row = 0; row < Rows; row++)
        {
            Read(row);
            Assert.Equal(_database[row], Value(_store.Lookup(StoreSteps.Row(row))) ?? _database[row]);
        }

        _store.Clear();
        Assert.Equal(0, _store.Entries.Count);
        Assert.Equal(0, _store.Cells.Count);
        Assert.Equal(0, _store.Size);
    }

    private static int? Value(CacheLookup lookup) =>
        lookup.Result is { } result ? ((ResultColumn<int>)result.Columns[0]).GetValue(0) : null;

    private void Step(int thread, Random random)
    {
        var row = random.Next(Rows);
        if (thread < 2 && random.Next(4) == 0)
        {
            Write(row, bulk: random.Next(50) == 0);
        }
        else if (thread == 2 && random.Next(2000) == 0)
        {
            _store.Clear();
        }
        else
        {
            Read(row);
        }
    }

    private void Write(int row, bool bulk)
    {
        var writer = WriterId.Next();
        Tag[] tags = [bulk ? new Tag("t:rows:bulk") : new Tag($"t:rows:id={row}")];
        _store.Mark(writer, tags, Lease);
        Interlocked.Increment(ref _database[row]);
        _store.Bump(writer, tags);
        Interlocked.Increment(ref _writes);
    }

    private void Read(int row)
    {
        var request = StoreSteps.Row(row);
        var committed = Volatile.Read(ref _database[row]);
        var lookup = _store.Lookup(request);
        if (Value(lookup) is { } value)
        {
            Interlocked.Increment(ref _hits);
            if (value < committed)
            {
                Interlocked.Increment(ref _stale);
            }

            return;
        }

        using var ticket = _store.TakeTicket(request, lookup);
        var read = Volatile.Read(ref _database[row]);
        if (ticket.CanFill)
        {
            // 64 rows of 40 kB do not fit into the store's 1 MiB.
            _store.Fill(ticket, TestColumn.Result(read, 40_000), StoreSteps.Hour);
            Interlocked.Increment(ref _fills);
        }
    }
}
