using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

public sealed class RawSqlTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_write_invalidates_its_table_only(bool isAsync)
    {
        WarmAll();
        using (var context = _database.Open())
        {
            const string Sql = "UPDATE \"Authors\" SET \"Name\" = 'Raw' WHERE \"Id\" = 1";
            var rows = isAsync
                ? await context.Database.ExecuteSqlRawAsync(Sql, Cancellation)
                : context.Database.ExecuteSqlRaw(Sql);
            Assert.Equal(1, rows);
        }

        AssertAuthorsInvalidated();
        _database.AssertHit(Reads.Editors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_write_that_is_not_in_the_model_invalidates_everything_and_when_it_fails_leaves_the_cache_usable(
        bool isAsync
    )
    {
        WarmAll();
        using (var context = _database.Open())
        {
            const string Sql = "UPDATE \"Nothing\" SET \"Name\" = 'Raw'";
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                _ = isAsync
                    ? await context.Database.ExecuteSqlRawAsync(Sql, Cancellation)
                    : context.Database.ExecuteSqlRaw(Sql);
            });
        }

        AssertAllInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Insert_that_returns_rows_invalidates_its_table_when_it_is_enumerated(bool isAsync)
    {
        WarmAll();
        using (var context = _database.Open())
        {
            var insert = context
                .Authors.FromSqlRaw("INSERT INTO \"Authors\" (\"Name\") VALUES ('Raw') RETURNING *")
                .AsNoTracking();
            _database.AssertHit(Reads.Authors);
            var rows = isAsync ? await insert.ToListAsync(Cancellation) : [.. insert];
            Assert.Equal("Raw", Assert.Single(rows).Name);
        }

        AssertAuthorsInvalidated();
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Insert_that_returns_rows_is_marked_while_it_is_enumerated()
    {
        WarmAll();
        using var context = _database.Open();
        var insert = context
            .Authors.FromSqlRaw("INSERT INTO \"Authors\" (\"Name\") VALUES ('Raw'), ('Raw') RETURNING *")
            .AsNoTracking();
        foreach (var author in insert)
        {
            Assert.Equal("Raw", author.Name);
            _database.AssertMarked(Reads.Authors);
            _database.AssertHit(Reads.Editors);
        }

        AssertAuthorsInvalidated();
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Raw_delete_invalidates_what_the_database_deletes_and_sets_to_null_along()
    {
        _database.Warm(Reads.Books);
        _database.Warm(Reads.Chapters);
        WarmAll();

        Execute("DELETE FROM editors WHERE \"Id\" = 1 -- books of theirs have none then");

        _database.AssertInvalidated(Reads.Editors);
        _database.AssertInvalidated(Reads.Books);
        _database.AssertHit(Reads.Chapters);
        _database.AssertHit(Reads.Authors);

        Execute("DELETE FROM main.[Authors] WHERE Id = 2");

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Books);
        _database.AssertInvalidated(Reads.Chapters);
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Raw_write_invalidates_what_a_declared_trigger_writes()
    {
        _database.Warm(Reads.Stocks);
        WarmAll();

        Execute("INSERT INTO Orders (StockId, Quantity) VALUES (1, 5)");

        _database.AssertInvalidated(Reads.Stocks);
        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public void Statements_of_one_text_invalidate_each_ones_table()
    {
        _database.Warm(Reads.Devices);
        WarmAll();

        Execute(
            "UPDATE Authors SET Name = 'DELETE FROM Devices'; /* DELETE FROM Devices; */ REPLACE INTO Editors VALUES (1, 'x')"
        );

        AssertAllInvalidated();
        _database.AssertHit(Reads.Devices);
    }

    [Theory]
    [InlineData("CREATE TABLE More (Id int)")]
    [InlineData("DROP TABLE IF EXISTS Missing")]
    [InlineData("VACUUM")]
    [InlineData("BEGIN; UPDATE Authors SET Name = 'x'; COMMIT")]
    public void What_is_not_understood_invalidates_everything(string sql)
    {
        WarmAll();

        Execute(sql);

        AssertAllInvalidated();
    }

    [Theory]
    [InlineData("SELECT count(*) FROM Authors")]
    [InlineData("PRAGMA cache_size = 100")]
    [InlineData("-- UPDATE Authors\nSELECT 'DELETE FROM Authors'")]
    public void Raw_command_that_reads_invalidates_nothing(string sql)
    {
        WarmAll();

        Execute(sql);

        _database.AssertHit(Reads.Authors);
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Raw_sql_inside_of_a_bulk_update_counts_too()
    {
        WarmAll();
        using (var context = _database.Open())
        {
            context
                .Editors.Where(e =>
                    context.Authors.FromSqlRaw("SELECT * FROM Authors WHERE abs(Id) > 0").Any(a => a.Id == e.Id)
                )
                .ExecuteUpdate(set => set.SetProperty(e => e.Name, "Bulk"));
        }

        _database.AssertInvalidated(Reads.Editors);
        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public void Insert_that_returns_rows_is_never_cached_itself()
    {
        using var context = _database.Open();
        var insert = context
            .Authors.FromSqlRaw("INSERT INTO \"Authors\" (\"Name\") VALUES ('Raw') RETURNING *")
            .AsNoTracking()
            .Cacheable(q => q.DependsOn<Author>());
        Assert.NotEqual(insert.ToList().Single().Id, insert.ToList().Single().Id);
    }

    [Theory]
    [InlineData("SELECT * FROM \"Authors\"")]
    [InlineData("SELECT * FROM \"Authors\" WHERE \"Id\" IN (1, 2)")]
    [InlineData("WITH x AS (SELECT * FROM \"Authors\") SELECT * FROM x")]
    public void Raw_read_invalidates_nothing(string sql)
    {
        WarmAll();
        using (var context = _database.Open())
        {
            Assert.NotEmpty(context.Authors.FromSqlRaw(sql).ToList());
        }

        _database.AssertHit(Reads.Authors);
        _database.AssertHit(Reads.Author(1));
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Scalar_query_invalidates_nothing()
    {
        WarmAll();
        using (var context = _database.Open())
        {
            Assert.Equal(
                3,
                context.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM \"Authors\"").Single()
            );
        }

        _database.AssertHit(Reads.Authors);
    }

    private void WarmAll()
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        _database.Warm(Reads.Editors);
    }

    private void AssertAllInvalidated()
    {
        AssertAuthorsInvalidated();
        _database.AssertInvalidated(Reads.Editors);
    }

    private void AssertAuthorsInvalidated()
    {
        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    private void Execute(string sql)
    {
        using var context = _database.Open();
        context.Database.ExecuteSqlRaw(sql);
    }
}
