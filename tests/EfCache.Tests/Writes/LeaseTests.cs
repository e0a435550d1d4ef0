using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Author = EfCache.Tests.Writes.Model.Author;

namespace EfCache.Tests.Writes;

/// <summary>A lease covers what it has to: the command that is marked, as long as that may take, and the commit.</summary>
public sealed class LeaseTests : IDisposable
{
    private static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(61);

    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Default Timeout=600", null, 600)]
    [InlineData("Default Timeout=600", 90, 90)]
    [InlineData("Default Timeout=0", null, 3000)]
    public async Task Statement_is_marked_for_as_long_as_its_timeout_whoever_says_it(
        string setting,
        int? ofContext,
        int seconds
    )
    {
        _database.Warm(Reads.Authors);
        var gate = new CommandGate();
        await using var context = _database.Open(options =>
            options.UseSqlite($"{_database.ConnectionString};{setting}").AddInterceptors(gate)
        );
        context.Database.SetCommandTimeout(ofContext);
        context.Add(new Author { Name = "Slow" });
        var save = context.SaveChangesAsync(Cancellation);
        await gate.Executed;

        _database.Clock.Advance(TimeSpan.FromSeconds(seconds));
        _database.AssertMarked(Reads.Authors);
        gate.Open();
        await save;

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public async Task Statement_of_PostgreSql_is_marked_for_as_long_as_its_connection_string_says()
    {
        await using var database = new PostgreSqlFixture();
        await database.InitializeAsync();
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        await using var connection = await database.OpenAsync();
        var connectionString = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { CommandTimeout = 600 };
        var clock = new FakeTimeProvider();
        var store = new InProcessStore(new InProcessStoreOptions { TimeProvider = clock });
        var gate = new CommandGate();
        await using var context = Open(gate);
        var update = context.Categories.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Slow"), Cancellation);
        await gate.Executed;
        clock.Advance(DefaultLease);

        var log = new ReadLog();
        await using (var reader = Open(log))
        {
            await reader.Categories.Cacheable().ToListAsync(Cancellation);
        }

        gate.Open();
        await update;
        Assert.Equal(ReadOutcome.Unfilled, log.Take());

        ShopContext Open(object interceptor)
        {
            var options = new DbContextOptionsBuilder<ShopContext>()
                .AllowManyProviders()
                .UseNpgsql(connectionString.ConnectionString)
                .AddSecondLevelCache(cache => cache.UseInProcessStore(store));
            _ = interceptor is CommandGate held ? options.AddInterceptors(held) : options;
            (interceptor as ReadLog)?.AddTo(options);
            return new ShopContext(options.Options);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_without_a_transaction_renews_its_marks_before_each_statement(bool isAsync)
    {
        _database.Warm(Reads.Authors);
        await using var context = _database.Open(options =>
            options
                .UseSqlite(_database.ConnectionString, sqlite => sqlite.MaxBatchSize(1))
                .AddInterceptors(
                    new EachCommand(() =>
                    {
                        _database.AssertMarked(Reads.Authors);
                        _database.Clock.Advance(DefaultLease / 3);
                    })
                )
        );
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.AddRange(Enumerable.Range(0, 6).Select(i => new Author { Name = $"Slow {i}" }));

        await context.SaveAsync(isAsync);

        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Transaction_renews_its_marks_before_each_statement()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        using var transaction = context.Database.BeginTransaction();
        for (var i = 0; i < 4; i++)
        {
            context.Authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Slow"));
            _database.Clock.Advance(DefaultLease / 2);
            _database.AssertMarked(Reads.Authors);
        }

        transaction.Commit();
        _database.AssertInvalidated(Reads.Authors);
    }

    [Fact]
    public void Commit_is_covered_by_the_timeout_of_the_context_that_commits()
    {
        _database.Warm(Reads.Authors);
        using var connection = new SqliteConnection(_database.ConnectionString);
        connection.Open();
        var committing = new CommittingCallback(() =>
        {
            _database.Clock.Advance(TimeSpan.FromSeconds(300));
            _database.AssertMarked(Reads.Authors);
        });
        using var slow = _database.Open(options => options.UseSqlite(connection).AddInterceptors(committing));
        slow.Database.SetCommandTimeout(600);
        using var transaction = slow.Database.BeginTransaction();
        using (var quick = _database.Open(options => options.UseSqlite(connection)))
        {
            quick.Database.SetCommandTimeout(1);
            quick.Database.UseTransaction(transaction.GetDbTransaction());
            quick.Add(new Author { Name = "Shared" });
            quick.SaveChanges();
        }

        transaction.Commit();

        Assert.True(committing.HasRun);
        _database.AssertInvalidated(Reads.Authors);
    }
}
