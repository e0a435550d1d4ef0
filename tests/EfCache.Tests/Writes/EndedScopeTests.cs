using System.Transactions;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>What is written while an ambient transaction is still there and over already commits by itself.</summary>
public sealed class EndedScopeTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Write_after_the_end_of_a_scopes_transaction_is_bumped_at_once()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open(options =>
            options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning))
        );
        using (var transaction = new CommittableTransaction())
        {
            Transaction.Current = transaction;
            try
            {
                context.Add(new Author { Name = "Inside" });
                context.SaveChanges();
                transaction.Rollback();
                context.Add(new Author { Name = "After" });
                context.SaveChanges();
            }
            finally
            {
                Transaction.Current = null;
            }
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Statement_that_outlives_its_scopes_transaction_stays_marked_until_it_is_over(
        bool isAsync,
        bool isSave
    )
    {
        _database.Warm(Reads.Authors);
        using var transaction = new CommittableTransaction();
        var interceptor = new CommandCallback(() =>
        {
            transaction.Rollback();
            using var suppressed = new TransactionScope(
                TransactionScopeOption.Suppress,
                TransactionScopeAsyncFlowOption.Enabled
            );
            _database.AssertMarked(Reads.Authors); // The statement is still to commit by itself.
        });
        await using var context = _database.Open(options =>
            options
                .AddInterceptors(interceptor)
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning))
        );
        var scope = new TransactionScope(transaction, TransactionScopeAsyncFlowOption.Enabled);
        interceptor.IsArmed = true;
        if (isSave)
        {
            context.Add(new Author { Name = "Late" });
            await context.SaveAsync(isAsync);
        }
        else if (isAsync)
        {
            await context.Authors.ExecuteUpdateAsync(
                set => set.SetProperty(a => a.Name, "Late"),
                TestContext.Current.CancellationToken
            );
        }
        else
        {
#pragma warning disable CA1849 // The sync path is what is wanted.
            context.Authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Late"));
#pragma warning restore CA1849
        }

        scope.Dispose();
        _database.AssertInvalidated(Reads.Authors);
    }
}
