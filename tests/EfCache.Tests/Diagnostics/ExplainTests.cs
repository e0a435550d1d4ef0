using System.Data.Common;
using EfCache.Tests.Policies;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Diagnostics;

/// <summary>What <c>ExplainCaching()</c> says of queries that are cached and of those that are not.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Cached_query_tells_its_key_tables_tags_and_time()
    {
        using var context = _database.Open();
        var why = context.Books.Where(b => b.Author!.Name == "x").Cacheable().ExplainCaching();
        Assert.True(why.IsCached);
        Assert.Null(why.BypassReason);
        Assert.Null(why.BypassDetail);
        Assert.Matches("^[0-9a-f]{64}$", why.Key);
        Assert.Equal(["Authors", "Books"], why.Tables.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["efcache:*", "efcache:t:{authors}:all", "efcache:t:{books}:all"],
            why.Tags.Order(StringComparer.Ordinal)
        );
        Assert.Empty(why.Rows);
        Assert.Equal(TimeSpan.FromMinutes(5), why.Ttl);
        Assert.Equal("in-process", why.Store);
        Assert.StartsWith("SELECT", why.CommandText, StringComparison.Ordinal);
        Assert.Contains(why.Key!, why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Narrowed_query_tells_its_rows()
    {
        using var context = _database.Open();
        var id = 5;
        var why = context.Authors.Where(a => a.Id == id).Cacheable().ExplainCaching();
        Assert.Equal(["efcache:t:{authors}:id=5"], why.Rows);
        Assert.Contains("efcache:t:{authors}:bulk", why.Tags);
        Assert.DoesNotContain("efcache:t:{authors}:all", why.Tags);
    }

    [Fact]
    public void Tag_of_the_user_is_no_row()
    {
        using var context = _database.Open();
        var why = context.Authors.Cacheable(q => q.WithTag("a=b")).ExplainCaching();
        Assert.Empty(why.Rows);
        Assert.Equal(3, why.Tags.Count);
    }

    [Fact]
    public void Key_is_of_the_parameters()
    {
        using var context = _database.Open();
        string? KeyOf(string name) => context.Authors.Where(a => a.Name == name).Cacheable().ExplainCaching().Key;
        Assert.Equal(KeyOf("a"), KeyOf("a"));
        Assert.NotEqual(KeyOf("a"), KeyOf("b"));
    }

    [Fact]
    public void Explaining_neither_runs_nor_stores_anything()
    {
        var log = new ReadLog();
        using var context = _database.Open(log.AddTo);
        Reads.Authors(context).Cacheable().ExplainCaching();
        Assert.Equal(ReadOutcome.Bypassed, log.Take());
        Assert.Equal(0, _database.Store.Count);
    }

    [Fact]
    public void Query_without_the_cache_says_so()
    {
        using var context = _database.OpenPlain();
        var why = context.Authors.Cacheable().ExplainCaching();
        Assert.False(why.IsCached);
        Assert.Contains("AddSecondLevelCache", why.BypassDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_that_is_not_entity_frameworks_is_refused() =>
        Assert.ThrowsAny<Exception>(() => Enumerable.Range(1, 1).AsQueryable().ExplainCaching());

    [Fact]
    public void Raw_sql_without_declarations_names_the_mend()
    {
        using var context = _database.Open();
        var raw = context.Authors.FromSqlRaw("SELECT * FROM \"Authors\"");
        AssertBypassed("undeclared_dependencies", "DependsOn", raw.Cacheable());
        var declared = raw.Cacheable(q => q.DependsOn<Author>()).ExplainCaching();
        Assert.True(declared.IsCached);
        Assert.Equal(["Authors"], declared.Tables);
    }

    [Fact]
    public void Transaction_is_named()
    {
        using var context = _database.Open();
        using var transaction = context.Database.BeginTransaction();
        AssertBypassed("transaction", "transaction", context.Authors.Cacheable());
    }

    [Fact]
    public void Connection_interceptor_is_named_with_the_mends()
    {
        using var context = _database.Open(o => o.AddInterceptors(new SessionSetter()));
        AssertBypassed("connection_interceptor", nameof(SessionSetter), context.Authors.Cacheable());
        AssertBypassed("connection_interceptor", "TrustConnectionInterceptors", context.Authors.Cacheable());
        AssertBypassed("connection_interceptor", "VaryBy", context.Authors.Cacheable());
        using var trusting = new LibraryContext(
            _database.Options(o => o.AddInterceptors(new SessionSetter()), cache => cache.TrustConnectionInterceptors())
        );
        Assert.True(trusting.Authors.Cacheable().ExplainCaching().IsCached);
        using var varying = new LibraryContext(
            _database.Options(o => o.AddInterceptors(new SessionSetter()), cache => cache.VaryBy(_ => 1))
        );
        Assert.True(varying.Authors.Cacheable().ExplainCaching().IsCached);
    }

    [Fact]
    public void Value_of_VaryBy_that_can_not_be_in_a_key_is_named()
    {
        using var context = CatalogOptions.Open(cache => cache.VaryBy(_ => new object()));
        AssertBypassed("unsupported_vary_by", "VaryBy", context.Plains.Cacheable());
    }

    [Fact]
    public void Value_of_a_parameter_that_can_not_be_in_a_key_is_named()
    {
        using var context = _database.Open();
        var ids = Enumerable.Range(1, 3).Where(id => id > 1); // may give others when it is asked again
        var query = context.Authors.Where(author => ids.Contains(author.Id)).Cacheable();
        AssertBypassed("unsupported_parameter", "parameter", query);
    }

    [Fact]
    public void Database_that_is_private_to_a_closed_connection_is_named()
    {
        var options = new DbContextOptionsBuilder<LibraryContext>()
            .AllowManyProviders()
            .UseSqlite("Data Source=:memory:")
            .AddSecondLevelCache(cache => cache.UseInProcessStore(_database.Store));
        using var context = new LibraryContext(options.Options);
        AssertBypassed("private_database", "private", context.Authors.Cacheable());
        context.Database.OpenConnection();
        Assert.True(context.Authors.Cacheable().ExplainCaching().IsCached);
    }

    [Fact]
    public void Command_interceptors_are_told_to_run_on_hits()
    {
        using var context = _database.Open(o => o.AddInterceptors(new ReadGate()));
        var why = context.Authors.Cacheable().ExplainCaching();
        Assert.True(why.RunsCommandInterceptorsOnHits);
        Assert.Contains("interceptors", why.ToString(), StringComparison.Ordinal);
    }

    private static void AssertBypassed<T>(string reason, string detail, IQueryable<T> query)
    {
        var why = query.ExplainCaching();
        Assert.False(why.IsCached);
        Assert.Equal(reason, why.BypassReason);
        Assert.Contains(detail, why.BypassDetail, StringComparison.Ordinal);
        Assert.Contains(detail, why.ToString(), StringComparison.Ordinal);
        Assert.Null(why.Key);
        Assert.Null(why.Ttl);
        Assert.Empty(why.Tags);
    }

    private sealed class SessionSetter : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) { }
    }
}
