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
    public async Task Raw_write_invalidates_everything(bool isAsync)
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

        AssertAllInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_write_that_fails_leaves_the_cache_usable(bool isAsync)
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
    public async Task Insert_that_returns_rows_invalidates_everything_when_it_is_enumerated(bool isAsync)
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

        AssertAllInvalidated();
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
            _database.AssertMarked(Reads.Editors);
        }

        AssertAllInvalidated();
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
        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertInvalidated(Reads.Editors);
    }
}
