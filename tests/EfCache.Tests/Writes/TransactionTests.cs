using EfCache.Tests.Writes.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Writes;

/// <summary>Transactions that the user begins.</summary>
public sealed class TransactionTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Reads_in_a_transaction_see_its_writes_and_neither_use_nor_fill_the_cache()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Editors);
        var log = new ReadLog();
        using (var context = _database.Open(log.AddTo))
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Own" });
            context.SaveChanges();
            Assert.Equal(4, Reads.Authors(context).Cacheable().AsNoTracking().Count());
            Assert.Equal(ReadOutcome.Bypassed, log.Take());
            Assert.Equal(2, Reads.Editors(context).Cacheable().ToList().Count);
            Assert.Equal(ReadOutcome.Bypassed, log.Take());
            transaction.Rollback();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Others_read_the_database_while_a_transaction_that_wrote_is_open()
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        using var context = _database.Open();
        using var transaction = context.Database.BeginTransaction();
        context.Authors.Single(a => a.Id == 1).Name = "Changed";
        context.SaveChanges();

        _database.AssertMarked(Reads.Authors);
        _database.AssertMarked(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_is_seen_by_others_at_once(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        _database.Warm(Reads.Editors);
        using var context = _database.Open();
        if (isAsync)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            (await context.Authors.SingleAsync(a => a.Id == 1, Cancellation)).Name = "Changed";
            await context.SaveChangesAsync(Cancellation);
            await transaction.CommitAsync(Cancellation);
        }
        else
        {
            using var transaction = context.Database.BeginTransaction();
            context.Authors.Single(a => a.Id == 1).Name = "Changed";
            context.SaveChanges();
            transaction.Commit();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        _database.AssertHit(Reads.Editors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rollback_leaves_the_cache_usable_at_once(bool isAsync)
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        using var transaction = context.Database.BeginTransaction();
        context.Add(new Author());
        await context.SaveAsync(isAsync);
        if (isAsync)
        {
            await transaction.RollbackAsync(Cancellation);
        }
        else
        {
            transaction.Rollback();
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_that_only_reads_invalidates_nothing()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Authors.Load();
            transaction.Commit();
        }

        _database.AssertHit(Reads.Authors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Context_that_is_disposed_without_a_commit_leaves_the_cache_usable(bool isAsync)
    {
        _database.Warm(Reads.Authors);
        var context = _database.Open();
        await context.Database.BeginTransactionAsync(Cancellation);
        context.Add(new Author());
        await context.SaveAsync(isAsync);
        if (isAsync)
        {
            await context.DisposeAsync();
        }
        else
        {
            context.Dispose();
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_that_was_disposed_without_a_commit_is_over_by_the_contexts_next_write()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        using (context.Database.BeginTransaction())
        {
            context.Add(new Author());
            context.SaveChanges();
        }

        context.ChangeTracker.Clear();
        context.Add(new Device());
        context.SaveChanges();
        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_that_was_disposed_without_a_commit_is_over_by_the_contexts_next_transaction()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        using (context.Database.BeginTransaction())
        {
            context.Add(new Author());
            context.SaveChanges();
        }

        context.ChangeTracker.Clear();
        using var next = context.Database.BeginTransaction();
        context.Add(new Device());
        context.SaveChanges();
        _database.AssertInvalidated(Reads.Authors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Context_that_returns_to_its_pool_in_a_transaction_leaves_the_cache_usable(bool isAsync)
    {
        using var pool = new PooledLibrary(_database);
        _database.Warm(Reads.Authors);
        var context = pool.Rent();
        context.Database.BeginTransaction();
        context.Add(new Author());
        context.SaveChanges();
        if (isAsync)
        {
            await context.DisposeAsync();
        }
        else
        {
            context.Dispose();
        }

        _database.AssertInvalidated(Reads.Authors);
        using (var again = pool.Rent())
        {
            Assert.Same(context, again);
            again.Add(new Author());
            again.SaveChanges();
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Rollback_to_a_savepoint_forgets_nothing_that_was_written()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Devices);
        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Stays" });
            context.SaveChanges();
            transaction.CreateSavepoint("here");
            context.Add(new Device { Name = "Goes" });
            context.SaveChanges();
            transaction.RollbackToSavepoint("here");
            _database.AssertMarked(Reads.Authors);
            _database.AssertMarked(Reads.Devices);
            transaction.Commit();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Devices);
    }

    [Fact]
    public void Commit_past_entity_framework_is_safe_and_ends_with_the_context()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Committed" });
            context.SaveChanges();
            transaction.GetDbTransaction().Commit();
            _database.AssertMarked(Reads.Authors);
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_of_somebody_else_is_never_stale_and_ends_with_its_lease()
    {
        _database.Warm(Reads.Authors);
        using (var connection = new SqliteConnection(_database.ConnectionString))
        {
            connection.Open();
            using var transaction = connection.BeginTransaction();
            var options = new DbContextOptionsBuilder<LibraryContext>()
                .AllowManyProviders()
                .UseSqlite(connection)
                .AddSecondLevelCache(cache => cache.UseInProcessStore(_database.Store))
                .Options;
            using (var context = new LibraryContext(options))
            {
                context.Database.UseTransaction(transaction);
                context.Add(new Author { Name = "Committed" });
                context.SaveChanges();
            }

            _database.AssertMarked(Reads.Authors);
            transaction.Commit();
        }

        _database.AssertMarked(Reads.Authors);
        _database.Clock.Advance(Lease);
        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Bulk_writes_in_a_transaction_are_seen_after_its_commit()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Devices);
        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "All"));
            context.Database.ExecuteSqlRaw("UPDATE \"Devices\" SET \"Name\" = 'All'");
            _database.AssertMarked(Reads.Authors);
            _database.AssertMarked(Reads.Devices);
            transaction.Commit();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Devices);
    }
}
