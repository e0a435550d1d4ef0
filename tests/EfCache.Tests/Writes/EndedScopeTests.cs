using System.Transactions;
using EfCache.Tests.Writes.Model;
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
}
