using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>Saves that fail: with an outcome that is known the cache goes on at once, else after the lease.</summary>
public sealed class FailureTests : IDisposable
{
    // Longer than the default lease: a command's default time-out, and the reserve.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Concurrency_conflict_leaves_the_cache_usable(bool isAsync)
    {
        _database.Warm(Reads.Accounts, Reads.Account(1));
        using (var context = _database.Open())
        {
            context.Update(new Account { Id = 1, Version = 7 });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveAsync(isAsync));
        }

        _database.AssertInvalidated(Reads.Accounts);
        _database.AssertInvalidated(Reads.Account(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Concurrency_conflict_in_the_saves_own_transaction_leaves_the_cache_usable(bool isAsync)
    {
        _database.Warm(Reads.Accounts);
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            context.Authors.Single(a => a.Id == 1).Name = "Never";
            context.Update(new Account { Id = 1, Version = 7 });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveAsync(isAsync));
        }

        AssertUsable(Reads.Accounts);
        AssertUsable(Reads.Authors);
    }

    [Theory]
    [InlineData(false, AutoTransactionBehavior.WhenNeeded)]
    [InlineData(true, AutoTransactionBehavior.WhenNeeded)]
    [InlineData(false, AutoTransactionBehavior.Always)]
    [InlineData(true, AutoTransactionBehavior.Always)]
    public async Task Violated_constraint_leaves_the_cache_usable(bool isAsync, AutoTransactionBehavior behavior)
    {
        _database.Warm(Reads.Accounts);
        using (var context = _database.Open())
        {
            context.Database.AutoTransactionBehavior = behavior;
            context.Add(new Account { Id = 3, Email = "one@example.org" });
            await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveAsync(isAsync));
        }

        AssertUsable(Reads.Accounts);
    }

    [Fact]
    public void Half_of_a_save_without_a_transaction_is_invalidated_when_the_other_half_fails()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Accounts);
        using (var context = _database.Open())
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            context.Add(new Author { Name = "Committed" });
            context.AddRange(new Account { Id = 3, Email = "3" }, new Account { Id = 4, Email = "3" });
            Assert.Throws<DbUpdateException>(() => context.SaveChanges());
        }

        AssertUsable(Reads.Authors);
        AssertUsable(Reads.Accounts);
    }

    [Theory]
    [InlineData(false, TransactionStep.Committing)]
    [InlineData(true, TransactionStep.Committing)]
    [InlineData(false, TransactionStep.Committed)]
    [InlineData(true, TransactionStep.Committed)]
    public async Task Failed_commit_of_a_save_keeps_what_it_wrote_unusable_until_the_lease_ends(
        bool isAsync,
        TransactionStep step
    )
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        using (var context = _database.Open(o => o.AddInterceptors(new FailingTransactionInterceptor(step))))
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            context.Authors.Single(a => a.Id == 1).Name = "Perhaps";
            await Assert.ThrowsAsync<IOException>(() => context.SaveAsync(isAsync));
        }

        _database.AssertMarked(Reads.Authors);
        _database.AssertMarked(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        _database.Clock.Advance(Lease);
        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failed_commit_of_a_transaction_keeps_what_it_wrote_unusable_until_the_lease_ends(bool isAsync)
    {
        _database.Warm(Reads.Authors);
        using (
            var context = _database.Open(o =>
                o.AddInterceptors(new FailingTransactionInterceptor(TransactionStep.Committing))
            )
        )
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Perhaps" });
            await context.SaveAsync(isAsync);
            if (isAsync)
            {
                await Assert.ThrowsAsync<IOException>(() =>
                    transaction.CommitAsync(TestContext.Current.CancellationToken)
                );
            }
            else
            {
                Assert.Throws<IOException>(transaction.Commit);
            }
        }

        _database.AssertMarked(Reads.Authors);
        _database.Clock.Advance(Lease);
        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Commit_that_only_others_fail_after_is_visible_at_once()
    {
        _database.Warm(Reads.Authors);
        using (
            var context = _database.Open(o =>
                o.AddInterceptors(new FailingTransactionInterceptor(TransactionStep.Committed))
            )
        )
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Committed" });
            context.SaveChanges();
            Assert.Throws<IOException>(transaction.Commit);
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public async Task Save_that_is_cancelled_before_it_began_invalidates_nothing()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            context.Add(new Author());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                context.SaveChangesAsync(new CancellationToken(canceled: true))
            );
        }

        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public async Task Save_that_is_cancelled_after_its_statement_was_sent_is_never_stale()
    {
        _database.Warm(Reads.Authors);
        using var cancellation = new CancellationTokenSource();
        var interceptor = new CommandGate();
        using (var context = _database.Open(o => o.AddInterceptors(interceptor)))
        {
            context.Add(new Author { Name = "Written" });
            var save = context.SaveChangesAsync(cancellation.Token);
            await interceptor.Executed;
            await cancellation.CancelAsync();
            interceptor.Open();
            try
            {
                await save;
            }
            catch (OperationCanceledException)
            {
                // Either outcome is right: the statement was sent.
            }
        }

        _database.Read(Reads.Authors);
        _database.Clock.Advance(Lease);
        AssertUsable(Reads.Authors);
    }

    /// <summary>Whatever was invalidated: it can be stored and served.</summary>
    private void AssertUsable<T>(Func<LibraryContext, IQueryable<T>> query)
    {
        _database.Read(query);
        _database.AssertHit(query);
    }
}
