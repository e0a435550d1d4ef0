using System.Globalization;
using EfCache.Diagnostics;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

public sealed class LoggingTests : IDisposable
{
    private readonly LibraryDatabase _database = new();
    private readonly LogCapture _log = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Public_ids_are_unique_and_named_for_their_category()
    {
        Assert.Equal(LogCapture.OwnIds.Count, LogCapture.OwnIds.Select(id => id.Id).Distinct().Count());
        Assert.Equal(LogCapture.OwnIds.Count, LogCapture.OwnIds.Select(id => id.Name).Distinct().Count());
        Assert.All(
            LogCapture.OwnIds,
            id => Assert.StartsWith("Microsoft.EntityFrameworkCore.", id.Name, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Queries_are_logged_with_their_ids_levels_and_category()
    {
        using var context = Open();
        context.Authors.Cacheable().Load();
        context.Authors.Cacheable().Load();

        foreach (var id in new[] { EfCacheEventId.QueryMiss, EfCacheEventId.QueryFilled, EfCacheEventId.QueryHit })
        {
            var line = Assert.Single(_log.LinesOf(id));
            Assert.Equal(LogLevel.Debug, line.Level);
            Assert.Equal(DbLoggerCategory.Query.Name, line.Category);
            Assert.Equal(id.Name, line.EventId.Name);
            var data = Assert.IsType<CacheQueryEventData>(Assert.Single(_log.EventsOf(id)));
            Assert.Equal(LogLevel.Debug, data.LogLevel);
            Assert.Equal(id, data.EventId);
            Assert.Same(context, data.Context);
            Assert.Contains("FROM \"Authors\"", data.CommandText, StringComparison.Ordinal);
            Assert.Contains("FROM \"Authors\"", data.ToString(), StringComparison.Ordinal);
            Assert.NotEqual(TimeSpan.Zero, data.Duration);
            Assert.Equal(id == EfCacheEventId.QueryMiss ? "absent" : null, data.Reason);
        }
    }

    [Fact]
    public void Writes_are_logged_by_both_ways_with_their_tags()
    {
        using var context = Open();
        context.Add(new Author());
        context.SaveChanges();

        var line = Assert.Single(_log.LinesOf(EfCacheEventId.Invalidated));
        Assert.Equal(LogLevel.Debug, line.Level);
        Assert.Equal(DbLoggerCategory.Update.Name, line.Category);
        Assert.Contains(
            "efcache:t:{authors}:all, efcache:t:{authors}:loose, efcache:t:{authors}:new",
            line.Message,
            StringComparison.Ordinal
        );
        var data = Assert.IsType<DbContextEventData>(Assert.Single(_log.EventsOf(EfCacheEventId.Invalidated)));
        Assert.Same(context, data.Context);
        Assert.Contains(
            "efcache:t:{authors}:all, efcache:t:{authors}:loose, efcache:t:{authors}:new",
            data.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Unknown_outcome_is_logged_by_both_ways_with_its_lease()
    {
        using var context = Open(o => o.AddInterceptors(new FailingTransactionInterceptor(TransactionStep.Committed)));
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        context.Add(new Author());
        Assert.Throws<IOException>(() => context.SaveChanges());

        var line = Assert.Single(_log.LinesOf(EfCacheEventId.OutcomeUnknown));
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Equal(DbLoggerCategory.Update.Name, line.Category);
        Assert.Contains("00:01:00", line.Message, StringComparison.Ordinal);
        var data = Assert.Single(_log.EventsOf(EfCacheEventId.OutcomeUnknown));
        Assert.Contains("00:01:00", data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Query_that_can_not_be_cached_is_warned_of_once()
    {
        using var context = Open();
        for (var i = 0; i < 3; i++)
        {
            // Its own query: others' first time may be over.
            context.Authors.FromSqlRaw("SELECT * FROM \"Authors\" WHERE 1 = 1").Cacheable().Load();
        }

        var line = Assert.Single(_log.LinesOf(EfCacheEventId.QueryBypassed));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("DependsOn", line.Message, StringComparison.Ordinal);
        var data = Assert.IsType<CacheQueryEventData>(Assert.Single(_log.EventsOf(EfCacheEventId.QueryBypassed)));
        Assert.Equal("undeclared_dependencies", data.Reason);
    }

    [Fact]
    public void Query_that_is_wanted_so_is_no_warning()
    {
        using var context = Open();
        context.Authors.Where(a => a.Id != 77).Cacheable().NotCacheable().Load();
        Assert.Equal(LogLevel.Debug, Assert.Single(_log.LinesOf(EfCacheEventId.QueryBypassed)).Level);
    }

    [Fact]
    public void Result_above_the_limits_is_logged_once()
    {
        using var context = new LibraryContext(
            _database.Options(_log.AddTo, cache => cache.WithEntryLimits(maxRows: 1, maxBytes: 1 << 20))
        );
        context.Authors.Where(a => a.Id != 78).Cacheable().Load();
        context.Authors.Where(a => a.Id != 78).Cacheable().Load();
        Assert.Equal(LogLevel.Information, Assert.Single(_log.LinesOf(EfCacheEventId.ResultTooLarge)).Level);
        Assert.Single(_log.EventsOf(EfCacheEventId.ResultTooLarge));
    }

    [Fact]
    public void Query_that_can_not_be_cached_is_an_error_each_time_where_it_is_made_one()
    {
        using (var tolerant = Open())
        {
            Opaque(tolerant).Load();
        }

        using var context = Open(o => o.ConfigureWarnings(w => w.Throw(EfCacheEventId.QueryBypassed)));
        for (var i = 0; i < 2; i++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => Opaque(context).Load());
            Assert.Contains("EfCacheEventId.QueryBypassed", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Query_that_is_wanted_so_is_never_an_error()
    {
        using var context = Open(o => o.ConfigureWarnings(w => w.Throw(EfCacheEventId.QueryBypassed)));
        context.Authors.Cacheable().NotCacheable().Load();
        using var transaction = context.Database.BeginTransaction();
        context.Authors.Cacheable().Load();
    }

    [Fact]
    public void Ignored_events_are_logged_in_no_way()
    {
        using var context = Open(o => o.ConfigureWarnings(w => w.Ignore([.. LogCapture.OwnIds])));
        Opaque(context).Load();
        context.Authors.Cacheable().Load();
        context.Authors.Cacheable().Load();
        context.Add(new Author());
        context.SaveChanges();
        Assert.All(LogCapture.OwnIds, id => Assert.Empty(_log.LinesOf(id)));
        Assert.All(LogCapture.OwnIds, id => Assert.Empty(_log.EventsOf(id)));
    }

    [Fact]
    public void Event_whose_level_is_raised_is_logged_at_that_level()
    {
        var log = new LogCapture { MinLevel = LogLevel.Information };
        using var context = _database.Open(o =>
        {
            log.AddTo(o);
            o.ConfigureWarnings(w =>
                w.Log((EfCacheEventId.QueryHit, LogLevel.Information), (EfCacheEventId.Invalidated, LogLevel.Warning))
            );
        });
        context.Authors.Cacheable().Load();
        context.Authors.Cacheable().Load();
        context.Add(new Author());
        context.SaveChanges();
        Assert.Equal(LogLevel.Information, Assert.Single(log.LinesOf(EfCacheEventId.QueryHit)).Level);
        Assert.Single(log.EventsOf(EfCacheEventId.QueryHit));
        Assert.Empty(log.LinesOf(EfCacheEventId.QueryMiss));
        Assert.Equal(LogLevel.Warning, Assert.Single(log.LinesOf(EfCacheEventId.Invalidated)).Level);
        Assert.Single(log.EventsOf(EfCacheEventId.Invalidated));
    }

    [Fact]
    public void No_parameter_and_no_row_is_in_any_output()
    {
        const string Text = "sentinel-of-a-text";
        const int Number = 918_273_645;
        using (var context = Open())
        {
            context.AddRange(
                new Author { Name = Text },
                new Account
                {
                    Id = 7,
                    Email = Text,
                    Balance = Number,
                }
            );
            context.SaveChanges();
            for (var i = 0; i < 2; i++)
            {
                var name = Text;
                var number = Number;
                var names = new[] { Text, "other" };
                Assert.Single(context.Authors.Where(a => a.Name == name).Cacheable().ToList());
                Assert.Single(context.Authors.Where(a => names.Contains(a.Name)).Cacheable().ToList());
                Assert.Single(context.Accounts.Where(a => a.Balance == number).Cacheable().ToList());
                _ = context.Authors.FromSql($"SELECT * FROM \"Authors\" WHERE \"Name\" = {name}").Cacheable().ToList();
                context.Authors.Where(a => a.Name == name).NotCacheable().Cacheable().Load();
                context.Accounts.Where(a => a.Email == name).ExecuteUpdate(s => s.SetProperty(a => a.Balance, number));
            }

            context.Add(new Account { Id = 8, Email = Text });
            Assert.Throws<DbUpdateException>(() => context.SaveChanges());
        }

        var output = _log.Output;
        Assert.Contains("Cache hit", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Number.ToString(CultureInfo.InvariantCulture), output, StringComparison.Ordinal);
    }

    private static IQueryable<Author> Opaque(LibraryContext context) =>
        context.Authors.FromSqlRaw("SELECT * FROM \"Authors\"").Cacheable();

    private LibraryContext Open(Action<DbContextOptionsBuilder>? configure = null) =>
        _database.Open(options =>
        {
            _log.AddTo(options);
            configure?.Invoke(options);
        });
}
