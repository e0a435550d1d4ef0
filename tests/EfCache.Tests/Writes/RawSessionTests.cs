using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>What raw SQL leaves behind in an open connection is not stored for others, and not hidden by what is stored.</summary>
public sealed class RawSessionTests : IDisposable
{
    private readonly LibraryDatabase _database = new();
    private readonly ReadLog _log = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Transaction_that_raw_sql_began_neither_uses_nor_fills_the_cache()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open(_log.AddTo))
        {
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("BEGIN");
            context.Authors.ExecuteUpdate(set => set.SetProperty(author => author.Name, "never committed"));
            Assert.All(Read(context), author => Assert.Equal("never committed", author.Name));
            Assert.Equal(ReadOutcome.Bypassed, _log.Take());
        }

        _database.Read(Reads.Authors);
        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public void Context_caches_again_after_raw_sql_ended_its_transaction()
    {
        using var context = _database.Open(_log.AddTo);
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("BEGIN");
        context.Database.ExecuteSqlRaw("ROLLBACK");
        context.Database.CloseConnection();

        _ = Read(context);

        Assert.Equal(ReadOutcome.Filled, _log.Take());
    }

    [Fact]
    public void Transaction_is_still_open_after_a_rollback_to_a_savepoint_of_it()
    {
        using var context = OpenVarying();
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("BEGIN");
        context.Database.ExecuteSqlRaw("SAVEPOINT s");
        context.Database.ExecuteSqlRaw("UPDATE \"Authors\" SET \"Name\" = 'never committed'");
        context.Database.ExecuteSqlRaw("ROLLBACK TO s");
        context.Database.ExecuteSqlRaw("UPDATE \"Authors\" SET \"Name\" = 'never committed either'");

        _ = Read(context);

        Assert.Equal(ReadOutcome.Bypassed, _log.Take());
    }

    [Fact]
    public void Transaction_is_still_open_after_a_commit_that_failed()
    {
        using (var context = OpenVarying())
        {
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("BEGIN");
            context.Database.ExecuteSqlRaw("PRAGMA defer_foreign_keys = ON");
            context.Database.ExecuteSqlRaw("UPDATE \"Books\" SET \"AuthorId\" = 4711");
            Assert.ThrowsAny<Exception>(() => context.Database.ExecuteSqlRaw("COMMIT"));

            _ = Reads.Books(context).AsNoTracking().Cacheable().ToList();

            Assert.Equal(ReadOutcome.Bypassed, _log.Take());
        }

        _database.Read(Reads.Books);
    }

    [Fact]
    public void Temporary_table_is_nobody_elses()
    {
        using (var context = _database.Open(_log.AddTo))
        {
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("CREATE TEMP TABLE \"Authors\" AS SELECT * FROM \"Authors\" LIMIT 1");
            Assert.Single(Read(context));
            Assert.Equal(ReadOutcome.Bypassed, _log.Take());
            context.Database.ExecuteSqlRaw("DROP TABLE temp.\"Authors\"");
        }

        _database.Read(Reads.Authors);
    }

    [Fact]
    public void Statement_that_leaves_nothing_behind_keeps_nothing_from_being_cached()
    {
        using var context = _database.Open(_log.AddTo);
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("UPDATE \"Authors\" SET \"Name\" = 'x'");

        _ = Read(context);

        Assert.Equal(ReadOutcome.Filled, _log.Take());
    }

    [Fact]
    public void Context_with_a_key_for_its_session_caches_again_when_its_transaction_is_over()
    {
        using var context = OpenVarying();
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("BEGIN");
        _ = Read(context);
        Assert.Equal(ReadOutcome.Bypassed, _log.Take());
        context.Database.ExecuteSqlRaw("COMMIT");

        _ = Read(context);

        Assert.Equal(ReadOutcome.Filled, _log.Take());
    }

    /// <summary>A context for which it does not matter what is set in its session: only its transactions keep it from the cache.</summary>
    private LibraryContext OpenVarying() => new(_database.Options(_log.AddTo, cache => cache.VaryBy(_ => "session")));

    private static List<Author> Read(LibraryContext context) =>
        Reads.Authors(context).AsNoTracking().Cacheable().ToList();
}
