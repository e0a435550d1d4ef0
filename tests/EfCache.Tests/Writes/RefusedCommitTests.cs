using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>A commit that the database refuses is over: nothing of it can become visible later.</summary>
public sealed class RefusedCommitTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public RefusedCommitTests()
    {
        using var context = _database.OpenPlain();
        context.Database.ExecuteSqlRaw(
            """
            CREATE TABLE "Parents" ("Id" INTEGER PRIMARY KEY);
            CREATE TABLE "Doubts" ("Parent" INTEGER REFERENCES "Parents" ("Id") DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER "Doubt" AFTER INSERT ON "Authors" WHEN new."Name" = 'Refused'
            BEGIN INSERT INTO "Doubts" VALUES (4711); END;
            """
        );
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Saves_own_transaction_leaves_nothing_to_a_lease()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        context.Add(new Author { Name = "Refused" });

        Assert.ThrowsAny<Exception>(() => context.SaveChanges());

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Users_transaction_leaves_nothing_to_a_lease_when_it_is_gone()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            using var transaction = context.Database.BeginTransaction();
            context.Add(new Author { Name = "Refused" });
            context.SaveChanges();
            Assert.ThrowsAny<Exception>(transaction.Commit);
        }

        _database.AssertInvalidated(Reads.Authors);
    }
}
