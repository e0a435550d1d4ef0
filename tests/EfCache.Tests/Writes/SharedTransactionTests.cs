using EfCache.Tests.Writes.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Writes;

/// <summary>Two contexts that share a transaction: whoever commits it ends what both wrote.</summary>
public sealed class SharedTransactionTests : IDisposable
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(90);

    private readonly LibraryDatabase _database = new();
    private readonly SqliteConnection _connection;

    public SharedTransactionTests()
    {
        _connection = new SqliteConnection(_database.ConnectionString);
        _connection.Open();
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_by_one_context_ends_what_the_other_wrote(bool isAsync)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _database.Warm(Reads.Authors);
        await using var first = OpenOverConnection();
        await using var transaction = await first.Database.BeginTransactionAsync(cancellation);
        await using (var second = OpenOverConnection())
        {
            await second.Database.UseTransactionAsync(transaction.GetDbTransaction(), cancellation);
            second.Add(new Author { Name = "Shared" });
            await second.SaveAsync(isAsync);
        }

        _database.AssertMarked(Reads.Authors);
        _database.Clock.Advance(LongerThanALease);
        _database.Read(Reads.Authors); // stored, since the lease is over, and right until the commit
        if (isAsync)
        {
            await transaction.CommitAsync(cancellation);
        }
        else
        {
            transaction.Commit();
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Rollback_by_one_context_ends_what_the_other_wrote()
    {
        _database.Warm(Reads.Authors);
        using var first = OpenOverConnection();
        using (var transaction = first.Database.BeginTransaction())
        {
            using var second = OpenOverConnection();
            second.Database.UseTransaction(transaction.GetDbTransaction());
            second.Add(new Author { Name = "Shared" });
            second.SaveChanges();
            transaction.Rollback();
        }

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Context_that_was_handed_a_transaction_does_not_end_it()
    {
        _database.Warm(Reads.Authors);
        using var first = OpenOverConnection();
        using var transaction = first.Database.BeginTransaction();
        using (var second = OpenOverConnection())
        {
            second.Database.UseTransaction(transaction.GetDbTransaction());
            second.Add(new Author { Name = "Shared" });
            second.SaveChanges();
        }

        _database.AssertMarked(Reads.Authors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transaction_that_its_owner_disposes_of_ends_what_only_the_other_wrote(bool isAsync)
    {
        var cancellation = TestContext.Current.CancellationToken;
        _database.Warm(Reads.Authors);
        await using var first = OpenOverConnection();
        await using (var transaction = await first.Database.BeginTransactionAsync(cancellation))
        {
            await using var second = OpenOverConnection();
            await second.Database.UseTransactionAsync(transaction.GetDbTransaction(), cancellation);
            second.Add(new Author { Name = "Shared" });
            await second.SaveAsync(isAsync);
        }

        first.Add(new Device());
        await first.SaveAsync(isAsync);

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Context_that_was_handed_a_transaction_and_commits_it_ends_what_its_owner_wrote()
    {
        _database.Warm(Reads.Authors);
        using var first = OpenOverConnection();
        using var transaction = first.Database.BeginTransaction();
        first.Add(new Author { Name = "Shared" });
        first.SaveChanges();
        using var second = OpenOverConnection();
        second.Database.UseTransaction(transaction.GetDbTransaction())!.Commit();

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_that_its_context_let_go_of_is_ended_by_its_commit_and_not_before()
    {
        _database.Warm(Reads.Authors);
        using var context = OpenOverConnection();
        using var transaction = context.Database.BeginTransaction();
        context.Add(new Author { Name = "Let go" });
        context.SaveChanges();
        context.Database.UseTransaction(null);
        context.Database.InvalidateCacheByTag("nothing"); // a write of its own, past the transaction
        _database.AssertMarked(Reads.Authors);
        transaction.Commit();

        _database.AssertInvalidated(Reads.Authors);
    }

    private LibraryContext OpenOverConnection() => _database.Open(options => options.UseSqlite(_connection));
}
