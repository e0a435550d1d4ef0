using EfCache.Tests.Query.Identity.Model;
using EfCache.Tests.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Query.Identity;

/// <summary>Who gets whose entry: what the command sends and what an entry promises are both in its key.</summary>
public sealed class EntryIdentityTests : IDisposable
{
    private readonly NotesDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Converters_of_equal_types_that_convert_differently_do_not_share()
    {
        using var context = _database.Open();
        using var shifted = _database.OpenShifted();

        Assert.Equal(1, Find(context, "a").Id);
        Assert.Equal(2, Find(shifted, "a").Id); // 'b' in the database

        static Note Find(NotesContext context, string text) =>
            context.Notes.AsNoTracking().Where(note => note.Text == text).Cacheable().Single();
    }

    [Fact]
    public void Query_with_a_tag_does_not_get_an_entry_without_it()
    {
        Read(notes => notes.Cacheable());
        Assert.Equal(ReadOutcome.Filled, Read(notes => notes.Cacheable(q => q.WithTag("desk"))));
        using (var context = _database.Open())
        {
            context.Database.InvalidateCacheByTag("desk");
        }

        Assert.Equal(ReadOutcome.Filled, Read(notes => notes.Cacheable(q => q.WithTag("desk"))));
        Assert.Equal(ReadOutcome.Hit, Read(notes => notes.Cacheable()));
    }

    [Fact]
    public void Query_with_a_shorter_time_to_live_does_not_get_an_entry_that_lives_longer()
    {
        Read(notes => notes.Cacheable(TimeSpan.FromHours(1)));
        Assert.Equal(ReadOutcome.Filled, Read(notes => notes.Cacheable(TimeSpan.FromSeconds(10))));
        _database.Clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(ReadOutcome.Filled, Read(notes => notes.Cacheable(TimeSpan.FromSeconds(10))));
        Assert.Equal(ReadOutcome.Hit, Read(notes => notes.Cacheable(TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Longest_time_to_live_there_is_caches()
    {
        for (var i = 0; i < 20; i++)
        {
            Read(notes => notes.Where(note => note.Id > i).Cacheable(TimeSpan.MaxValue));
            Assert.Equal(ReadOutcome.Hit, Read(notes => notes.Where(note => note.Id > i).Cacheable(TimeSpan.MaxValue)));
        }
    }

    [Fact]
    public void Parameters_of_different_database_types_do_not_share()
    {
        var guid = new Guid("11111111-2222-3333-4444-555555555555");
        using (var context = _database.Open())
        {
            context.Database.ExecuteSql($"INSERT INTO \"Notes\" (\"Text\") VALUES ({guid.ToString()})");
        }

        Assert.Equal(0, Count(SqliteType.Blob));
        Assert.Equal(1, Count(SqliteType.Text));

        int Count(SqliteType type)
        {
            using var context = _database.Open();
            var parameter = new SqliteParameter("@p", type) { Value = guid };
            return context
                .Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM \"Notes\" WHERE \"Text\" = @p", parameter)
                .Cacheable(q => q.DependsOn<Note>())
                .AsEnumerable()
                .Single();
        }
    }

    [Fact]
    public void Views_declaration_says_nothing_of_a_users_sql()
    {
        using var context = _database.Open();
        Assert.True(context.NoteViews.Cacheable().ExplainCaching().IsCached);

        var other = context.NoteViews.FromSqlRaw("SELECT * FROM \"Secrets\"").Cacheable().ExplainCaching();

        Assert.False(other.IsCached);
        Assert.Equal("undeclared_dependencies", other.BypassReason);
    }

    [Fact]
    public void Declared_entity_that_is_never_cached_bypasses()
    {
        using var context = _database.Open();
        var byEntity = context
            .Database.SqlQueryRaw<string>("SELECT \"Text\" AS \"Value\" FROM \"Secrets\"")
            .Cacheable(q => q.DependsOn<Secret>());
        var byTable = context
            .Database.SqlQueryRaw<string>("SELECT \"Text\" AS \"Value\" FROM \"Secrets\"")
            .Cacheable(q => q.DependsOn("secrets"));

        Assert.Equal("never_cached_entity", byEntity.ExplainCaching().BypassReason);
        Assert.Equal("never_cached_entity", byTable.ExplainCaching().BypassReason);
    }

    [Fact]
    public void Raw_sql_that_may_write_says_so()
    {
        using var context = _database.Open();
        var explanation = context
            .Notes.FromSqlRaw("DELETE FROM \"Notes\" RETURNING *")
            .Cacheable(q => q.DependsOn<Note>())
            .ExplainCaching();

        Assert.False(explanation.IsCached);
        Assert.Equal("may_write", explanation.BypassReason);
    }

    [Fact]
    public void Database_in_memory_that_was_met_open_first_is_shared_with_those_who_open_it()
    {
        var connectionString = $"Data Source=met-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using (var first = OpenOver(options => options.UseSqlite(connection)))
        {
            first.Database.EnsureCreated();
            Assert.Empty(first.Notes.Cacheable().ToList());
        }

        using var second = OpenOver(options => options.UseSqlite(connectionString));
        Assert.True(second.Notes.Cacheable().ExplainCaching().IsCached);
        _ = second.Notes.Cacheable().ToList();
        Assert.Equal(ReadOutcome.Hit, _database.Log.Take());

        NotesContext OpenOver(Action<DbContextOptionsBuilder> use) => new(_database.Options(null, use));
    }

    private ReadOutcome Read(Func<IQueryable<Note>, IQueryable<Note>> query)
    {
        using var context = _database.Open();
        _database.Log.Take();
        _ = query(context.Notes).ToList();
        return _database.Log.Take();
    }
}
