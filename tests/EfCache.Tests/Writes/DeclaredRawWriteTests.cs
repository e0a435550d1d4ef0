using EfCache.Infrastructure;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>What the user says that raw SQL writes comes before what its text says.</summary>
public sealed class DeclaredRawWriteTests : IDisposable
{
    private const string Sql = "UPDATE Authors SET Name = 'Raw' WHERE Id = 1";

    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Overloads =>
        ["sql", "sql async", "raw", "raw sequence", "raw async", "raw async token", "raw async sequence"];

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task Declared_table_is_invalidated_instead_of_the_texts(string overload)
    {
        WarmAll();

        Assert.Equal(1, await Execute(overload, w => w.Table<Editor>()));

        _database.AssertInvalidated(Reads.Editors);
        _database.AssertHit(Reads.Devices);
        using var context = _database.OpenPlain();
        Assert.Equal("Raw", context.Authors.Single(a => a.Id == 1).Name);
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task Saying_nothing_is_an_error_that_says_what_to_write_and_nothing_runs(string overload)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Execute(overload, _ => { }));

        Assert.Contains("ExecuteSql", error.Message, StringComparison.Ordinal);
        Assert.Contains("Table<TEntity>()", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing()", error.Message, StringComparison.Ordinal);
        using var context = _database.OpenPlain();
        Assert.NotEqual("Raw", context.Authors.Single(a => a.Id == 1).Name);
    }

    [Fact]
    public async Task Nothing_with_something_is_an_error()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Execute("sql", w => w.Table<Editor>().Nothing())
        );

        Assert.Contains("Keep one of them", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entity_without_a_table_is_an_error_before_anything_runs()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Execute("sql", w => w.Table<DeclaredRawWriteTests>())
        );

        Assert.Contains("Table<", error.Message, StringComparison.Ordinal);
        using var context = _database.OpenPlain();
        Assert.NotEqual("Raw", context.Authors.Single(a => a.Id == 1).Name);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var context = _database.Open();
        Assert.Throws<ArgumentException>(() => context.Database.ExecuteSqlRaw(Sql, w => w.Table(" ")));
        Assert.Throws<ArgumentException>(() => context.Database.ExecuteSqlRaw(Sql, w => w.Tag(new string('x', 129))));
        using var plain = _database.OpenPlain();
        Assert.Throws<InvalidOperationException>(() => plain.Database.ExecuteSqlRaw(Sql, w => w.Table<Author>()));
    }

    [Fact]
    public async Task Declared_tables_are_closed_over_what_the_database_writes_along()
    {
        WarmAll();
        _database.Warm(Reads.Chapters);

        await Execute("raw", w => w.Table("AUTHORS"));

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Chapters);
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public async Task Nothing_invalidates_nothing()
    {
        WarmAll();
        using (var context = _database.Open())
        {
            await context.Database.ExecuteSqlRawAsync("CREATE TABLE More (Id int)", w => w.Nothing(), Cancellation);
        }

        _database.AssertHit(Reads.Authors);
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public async Task Declared_tag_is_invalidated()
    {
        WarmAll();

        var log = new ReadLog();
        using var reader = _database.Open(log.AddTo);
        _ = Tagged(reader).Count();
        log.Take();
        _ = Tagged(reader).Count();
        Assert.Equal(ReadOutcome.Hit, log.Take());

        await Execute("sql async", w => w.Tag("devices"));

        _ = Tagged(reader).Count();
        Assert.Equal(ReadOutcome.Filled, log.Take());
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Declaration_is_for_one_command()
    {
        WarmAll();
        using (var context = _database.Open())
        {
            Assert.ThrowsAny<Exception>(() => context.Database.ExecuteSqlRaw("UPDATE {0", w => w.Nothing(), 1));
            context.Database.ExecuteSqlRaw("UPDATE Editors SET Name = 'x'", w => w.Nothing());
            context.Database.ExecuteSqlRaw("UPDATE Devices SET Name = 'x'");
        }

        _database.AssertInvalidated(Reads.Devices);
    }

    [Fact]
    public void In_a_transaction_what_is_declared_is_marked_until_its_end()
    {
        WarmAll();
        using var context = _database.Open();
        using (var transaction = context.Database.BeginTransaction())
        {
            context.Database.ExecuteSqlRaw("UPDATE Stocks SET Left = Left", w => w.Table<Editor>());
            _database.AssertMarked(Reads.Editors);
            _database.AssertHit(Reads.Authors);
            transaction.Commit();
        }

        _database.AssertInvalidated(Reads.Editors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_that_writes_invalidates_what_it_is_said_to(bool isAsync)
    {
        WarmAll();
        using (var context = _database.Open())
        {
            var query = context
                .Authors.FromSqlRaw("UPDATE Authors SET Name = 'Raw' WHERE Id = 1 RETURNING *")
                .AsNoTracking()
                .Invalidates(w => w.Table<Editor>().Table("Devices").Tag("x"));
            var rows = isAsync ? await query.ToListAsync(Cancellation) : [.. query];
            Assert.Equal("Raw", Assert.Single(rows).Name);
        }

        _database.AssertInvalidated(Reads.Editors);
        _database.AssertInvalidated(Reads.Devices);
    }

    [Fact]
    public void Query_that_is_said_to_write_is_never_cached_itself()
    {
        var log = new ReadLog();
        using var context = _database.Open(log.AddTo);
        for (var i = 0; i < 2; i++)
        {
            var rows = context.Authors.Where(a => a.Id > 0).Invalidates(w => w.Nothing()).Cacheable().ToList();
            Assert.Equal(3, rows.Count);
            Assert.Equal(ReadOutcome.Bypassed, log.Take());
        }
    }

    [Fact]
    public void Query_that_says_nothing_of_what_it_writes_is_an_error()
    {
        using var context = _database.Open();
        var error = Assert.Throws<InvalidOperationException>(() => context.Authors.Invalidates(_ => { }));
        Assert.Contains("Invalidates(...)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiled_query_invalidates_what_it_is_said_to_at_each_run()
    {
        var rename = EF.CompileQuery(
            (LibraryContext c) =>
                c
                    .Authors.FromSqlRaw("UPDATE Authors SET Name = Name || '+' RETURNING *")
                    .AsNoTracking()
                    .Invalidates(w => w.Table<Author>())
        );
        for (var i = 0; i < 2; i++)
        {
            WarmAll();
            using (var context = _database.Open())
            {
                Assert.Equal(3, rename(context).ToList().Count);
            }

            _database.AssertInvalidated(Reads.Authors);
            _database.AssertHit(Reads.Editors);
        }
    }

    [Fact]
    public void Bulk_update_invalidates_what_it_writes_and_what_it_is_said_to()
    {
        WarmAll();
        using (var context = _database.Open())
        {
            context
                .Authors.Where(a => a.Id == 1)
                .Invalidates(w => w.Table<Editor>())
                .ExecuteUpdate(set => set.SetProperty(a => a.Name, "Bulk"));
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Editors);
        _database.AssertHit(Reads.Devices);
    }

    private static IQueryable<Device> Tagged(LibraryContext context) =>
        context.Devices.Cacheable(q => q.WithTag("devices"));

    private async Task<int> Execute(string overload, Action<RawWriteBuilder> writes)
    {
        const string Parametrized = "UPDATE Authors SET Name = {0} WHERE Id = {1}";
        await using var context = _database.Open();
        var database = context.Database;
        return overload switch
        {
            "sql" => database.ExecuteSql($"UPDATE Authors SET Name = {"Raw"} WHERE Id = {1}", writes),
            "sql async" => await database.ExecuteSqlAsync(
                $"UPDATE Authors SET Name = {"Raw"} WHERE Id = {1}",
                writes,
                Cancellation
            ),
            "raw" => database.ExecuteSqlRaw(Parametrized, writes, "Raw", 1),
            "raw sequence" => database.ExecuteSqlRaw(Parametrized, writes, new List<object> { "Raw", 1 }),
            "raw async" => await database.ExecuteSqlRawAsync(Parametrized, writes, "Raw", 1),
            "raw async token" => await database.ExecuteSqlRawAsync(Sql, writes, Cancellation),
            _ => await database.ExecuteSqlRawAsync(Parametrized, writes, new List<object> { "Raw", 1 }, Cancellation),
        };
    }

    private void WarmAll()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Editors);
        _database.Warm(Reads.Devices);
    }
}
