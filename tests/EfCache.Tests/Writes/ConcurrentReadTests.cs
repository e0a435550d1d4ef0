using System.Diagnostics;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>What others read while a write is under way, and right after it.</summary>
public sealed class ConcurrentReadTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statement_that_commits_by_itself_is_marked_while_it_runs()
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        var gate = new CommandGate();
        using var context = _database.Open(o => o.AddInterceptors(gate));
        (await context.Authors.SingleAsync(a => a.Id == 1, Cancellation)).Name = "Changed";
        var save = context.SaveChangesAsync(Cancellation);
        await gate.Executed;

        _database.AssertMarked(Reads.Authors);
        _database.AssertMarked(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        gate.Open();
        await save;

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    [Fact]
    public async Task Bulk_update_is_marked_while_it_runs()
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        var gate = new CommandGate();
        using var context = _database.Open(o => o.AddInterceptors(gate));
        var update = context.Authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, "Bulk"), Cancellation);
        await gate.Executed;

        Assert.Equal(ReadOutcome.Unfilled, ReadOnly(Reads.Authors));
        Assert.Equal(ReadOutcome.Unfilled, ReadOnly(Reads.Author(1)));
        gate.Open();
        await update;

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    [Fact]
    public async Task Saves_own_transaction_leaves_the_cache_alone_until_its_commit()
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        var gate = new CommandGate();
        using var context = _database.Open(o => o.AddInterceptors(gate));
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        (await context.Authors.SingleAsync(a => a.Id == 1, Cancellation)).Name = "Changed";
        var save = context.SaveChangesAsync(Cancellation);
        await gate.Executed;

        _database.AssertHit(Reads.Authors);
        _database.AssertHit(Reads.Author(1));
        gate.Open();
        await save;

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    [Fact]
    public async Task Read_that_began_before_a_write_stores_nothing_that_is_served_after_it()
    {
        var gate = new ReadGate();
        using var slow = _database.Open(o => o.AddInterceptors(gate));
        var read = Reads.Authors(slow).Cacheable().ToListAsync(Cancellation);
        await gate.Executed;
        using (var writer = _database.Open())
        {
            writer.Add(new Author { Name = "New" });
            await writer.SaveChangesAsync(Cancellation);
        }

        gate.Open();
        await read;
        _database.Read(Reads.Authors);
        _database.AssertHit(Reads.Authors);
    }

    [Theory]
    [InlineData(WriteKind.Save)]
    [InlineData(WriteKind.Bulk)]
    [InlineData(WriteKind.Transaction)]
    [InlineData(WriteKind.Raw)]
    public async Task Reader_that_comes_after_an_acknowledged_write_never_gets_older_rows(WriteKind kind)
    {
        const int Readers = 64;
        var acknowledged = 0;
        var hits = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var readers = Enumerable
            .Range(0, Readers)
            .Select(i =>
                Task.Run(
                    async () =>
                    {
                        var log = new ReadLog();
                        while (!stop.IsCancellationRequested)
                        {
                            var floor = Volatile.Read(ref acknowledged);
                            await using var context = _database.Open(log.AddTo);
                            var stocks = i % 2 == 0 ? context.Stocks : context.Stocks.Where(s => s.Id == 1);
                            var stock = (await stocks.AsNoTracking().Cacheable().ToListAsync(Cancellation)).Single();
                            Assert.InRange(stock.Left, floor, int.MaxValue);
                            if (log.Take() == ReadOutcome.Hit)
                            {
                                Interlocked.Increment(ref hits);
                            }
                        }
                    },
                    Cancellation
                )
            )
            .ToArray();

        // On a thread of its own: among so many readers its turn in the pool would hardly come.
        var writer = Task.Factory.StartNew(
            () =>
            {
                var version = 1000;
                var clock = Stopwatch.StartNew();
                while (clock.ElapsedMilliseconds < 500 || version < 1010 || Volatile.Read(ref hits) == 0)
                {
                    version++;
                    Write(kind, version);
                    Volatile.Write(ref acknowledged, version);
                }
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await Task.WhenAny([writer, .. readers]);
        await stop.CancelAsync();
        await Task.WhenAll([writer, .. readers]);
    }

    private void Write(WriteKind kind, int version)
    {
        using var context = _database.Open();
        switch (kind)
        {
            case WriteKind.Save:
                context.Update(new Stock { Id = 1, Left = version });
                context.SaveChanges();
                break;
            case WriteKind.Bulk:
                context.Stocks.ExecuteUpdate(set => set.SetProperty(s => s.Left, version));
                break;
            case WriteKind.Transaction:
                using (var transaction = context.Database.BeginTransaction())
                {
                    context.Update(new Stock { Id = 1, Left = version });
                    context.SaveChanges();
                    transaction.Commit();
                }

                break;
            default:
                context.Database.ExecuteSql($"UPDATE \"Stocks\" SET \"Left\" = {version}");
                break;
        }
    }

    /// <summary>Without a comparison with the database: the statement is executed and may be committed already.</summary>
    private ReadOutcome ReadOnly<T>(Func<LibraryContext, IQueryable<T>> query)
    {
        var log = new ReadLog();
        using var context = _database.Open(log.AddTo);
        _ = query(context).Cacheable().ToList();
        return log.Take();
    }
}
