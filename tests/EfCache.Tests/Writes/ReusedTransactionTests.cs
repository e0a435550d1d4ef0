using System.Data.Common;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Writes;

/// <summary>Npgsql uses one object for all transactions of an open connection, one after another.</summary>
public sealed class ReusedTransactionTests(PostgreSqlFixture database)
    : IClassFixture<PostgreSqlFixture>,
        IAsyncLifetime
{
    private readonly InProcessStore _store = new();
    private DbConnection? _connection;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        _connection = await database.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Second_transaction_of_a_context_is_marked_and_bumped_as_the_first(bool isAsync)
    {
        await using var context = Open();
        for (var i = 0; i < 3; i++)
        {
            Warm();
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            await AddAsync(context, isAsync);
            Assert.Equal(ReadOutcome.Unfilled, Read());
            await transaction.CommitAsync(Cancellation);
            AssertInvalidated();
        }
    }

    [Fact]
    public async Task Context_that_was_handed_one_after_another_writes_in_each()
    {
        await using var first = Open();
        await using var second = Open();
        for (var i = 0; i < 3; i++)
        {
            Warm();
            await using var transaction = await first.Database.BeginTransactionAsync(Cancellation);
            await second.Database.UseTransactionAsync(transaction.GetDbTransaction(), Cancellation);
            await AddAsync(second, isAsync: true);
            Assert.Equal(ReadOutcome.Unfilled, Read());
            await transaction.CommitAsync(Cancellation);
            AssertInvalidated();
        }
    }

    [Fact]
    public async Task Transaction_that_was_disposed_of_is_ended_without_the_one_that_followed_it()
    {
        Warm();
        await using var first = Open();
        var before = await first.Database.BeginTransactionAsync(Cancellation);
        var reused = before.GetDbTransaction();
        await AddAsync(first, isAsync: true);
        await before.DisposeAsync();
        first.ChangeTracker.Clear();

        await using var second = Open();
        await using (var next = await second.Database.BeginTransactionAsync(Cancellation))
        {
            Assert.Same(reused, next.GetDbTransaction());
            await AddAsync(second, isAsync: true);

            // Of another table: it only lets the first context find that its transaction is over.
            first.Add(new Document { Title = "x", Body = new DocumentBody() });
            await first.SaveChangesAsync(Cancellation);

            Assert.Equal(ReadOutcome.Unfilled, Read());
            await next.CommitAsync(Cancellation);
        }

        AssertInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_after_a_transaction_that_was_disposed_of_leaves_nothing_to_a_lease(bool isAsync)
    {
        Warm();
        await using var context = Open();
        await using (await context.Database.BeginTransactionAsync(Cancellation))
        {
            await AddAsync(context, isAsync);
        }

        context.ChangeTracker.Clear();
        await using (var retry = await context.Database.BeginTransactionAsync(Cancellation))
        {
            await AddAsync(context, isAsync);
            await retry.CommitAsync(Cancellation);
        }

        AssertInvalidated();
    }

    [Fact]
    public async Task Commit_that_the_server_refuses_leaves_nothing_to_a_lease()
    {
        await database.ExecuteAsync(
            """
            CREATE TABLE parents (id int PRIMARY KEY);
            CREATE TABLE doubts (parent int REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
            CREATE FUNCTION doubt() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO doubts VALUES (4711); RETURN NULL; END $$;
            CREATE TRIGGER doubt AFTER INSERT ON "Authors" FOR EACH ROW WHEN (NEW."Name" = 'Refused')
            EXECUTE FUNCTION doubt();
            """
        );
        Warm();
        await using var context = Open();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        context.Add(new Author { Name = "Refused" });

        await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync(Cancellation));

        AssertInvalidated();
    }

    private static Task AddAsync(ShopContext context, bool isAsync)
    {
        context.Add(new Author { Name = "Added" });
        return context.SaveAsync(isAsync);
    }

    private void Warm()
    {
        Read();
        Assert.Equal(ReadOutcome.Hit, Read());
    }

    private void AssertInvalidated()
    {
        Assert.Equal(ReadOutcome.Filled, Read());
        Assert.Equal(ReadOutcome.Hit, Read());
    }

    private ReadOutcome Read()
    {
        var log = new ReadLog();
        var options = new DbContextOptionsBuilder<ShopContext>().AllowManyProviders();
        database.UseShared(options);
        log.AddTo(options);
        using var context = Open(options);
        _ = context.Authors.Where(a => a.Name != "").Select(a => a.Id).Cacheable().ToList();
        return log.Take();
    }

    /// <summary>A context over the connection that all of a test's transactions are on.</summary>
    private ShopContext Open() =>
        Open(new DbContextOptionsBuilder<ShopContext>().AllowManyProviders().UseNpgsql(_connection!));

    private ShopContext Open(DbContextOptionsBuilder options)
    {
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(_store));
        return new ShopContext(options.Options);
    }
}
