using System.Data.Common;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using IsolationLevel = System.Data.IsolationLevel;

namespace EfCache.Tests.Writes;

/// <summary>
/// Contexts on one connection of which only one was told of the transaction: the database runs all their commands in it.
/// </summary>
public abstract class SharedConnectionTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>, IAsyncLifetime
    where TDatabase : DatabaseFixture
{
    private readonly InProcessStore _store = new();
    private readonly ReadLog _log = new();
    private DbConnection? _connection;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        _connection = await database.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_of_the_other_context_ends_with_the_transaction(bool isSave)
    {
        Warm();
        await using var first = Shared();
        await using var transaction = await first.Database.BeginTransactionAsync(Cancellation);
        await WriteAsync(Shared(), isSave);

        Assert.Equal(ReadOutcome.Unfilled, Read(Alone()));
        await transaction.CommitAsync(Cancellation);
        AssertInvalidated();
    }

    [Fact]
    public async Task Write_of_the_other_context_ends_with_a_transaction_that_was_begun_past_entity_framework()
    {
        Warm();
        await using var transaction = await _connection!.BeginTransactionAsync(Cancellation);
        await using var first = Shared();
        await first.Database.UseTransactionAsync(transaction, Cancellation);
        await WriteAsync(Shared(), isSave: false);

        Assert.Equal(ReadOutcome.Unfilled, Read(Alone()));
        await first.Database.CommitTransactionAsync(Cancellation);
        AssertInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_of_the_other_context_is_not_stored(bool isGivenLater)
    {
        await using var first = Shared();
        await using (
            var transaction = await first.Database.BeginTransactionAsync(IsolationLevel.Serializable, Cancellation)
        )
        {
            var outcome = Read(isGivenLater ? GivenLater() : Shared());

            Assert.Equal(isGivenLater ? ReadOutcome.Unfilled : ReadOutcome.Bypassed, outcome);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal(ReadOutcome.Filled, Read(Shared()));
    }

    [Fact]
    public async Task Transaction_that_is_over_keeps_nobody_from_the_cache()
    {
        await using var first = Shared();
        await using (await first.Database.BeginTransactionAsync(Cancellation))
        {
            Assert.Equal(ReadOutcome.Bypassed, Read(Shared()));
        }

        Assert.Equal(ReadOutcome.Filled, Read(Shared()));
        await using var committedDirectly = await first.Database.BeginTransactionAsync(Cancellation);
        await committedDirectly.GetDbTransaction().CommitAsync(Cancellation);
        Assert.Equal(ReadOutcome.Hit, Read(Shared()));
    }

    [Theory]
    [InlineData("save")]
    [InlineData("bulk")]
    [InlineData("raw")]
    public async Task Write_in_a_transaction_of_raw_sql_is_seen_after_its_commit(string way)
    {
        Warm();
        await using var first = Shared();
        await first.Database.ExecuteSqlRawAsync("BEGIN", Cancellation);
        if (way == "raw")
        {
            await first.Database.ExecuteSqlRawAsync(
                "UPDATE \"Categories\" SET \"Name\" = \"Name\" || '+'",
                Cancellation
            );
        }
        else
        {
            await WriteAsync(Shared(), isSave: way == "save");
        }

        Read(Alone()); // Perhaps stored: right until the commit.
        await first.Database.ExecuteSqlRawAsync("COMMIT", Cancellation);
        AssertInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_of_the_other_context_in_a_transaction_of_raw_sql_is_not_stored(bool isGivenLater)
    {
        await using var first = Shared();
        await first.Database.ExecuteSqlRawAsync("BEGIN", Cancellation);
        await WriteAsync(Shared(), isSave: false);

        var outcome = Read(isGivenLater ? GivenLater() : Shared());

        await first.Database.ExecuteSqlRawAsync("ROLLBACK", Cancellation);
        Assert.Equal(isGivenLater ? ReadOutcome.Unfilled : ReadOutcome.Bypassed, outcome);
        Assert.Equal(ReadOutcome.Filled, Read(Alone()));
    }

    [Fact]
    public async Task Read_of_the_other_context_after_a_setting_of_raw_sql_is_not_stored()
    {
        await using var first = Shared();
        await first.Database.ExecuteSqlRawAsync(
            "CREATE TEMP TABLE \"Categories\" AS SELECT * FROM \"Categories\" LIMIT 1",
            Cancellation
        );

        Assert.Equal(ReadOutcome.Unfilled, Read(Shared()));
        Assert.Equal(ReadOutcome.Filled, Read(Alone()));
        await _connection!.CloseAsync();
        await _connection.OpenAsync(Cancellation);
        Assert.Equal(ReadOutcome.Hit, Read(Shared()));
    }

    private static async Task WriteAsync(ShopContext context, bool isSave)
    {
        await using (context)
        {
            if (isSave)
            {
                (await context.Categories.OrderBy(c => c.Id).FirstAsync(Cancellation)).Name += "+";
                await context.SaveChangesAsync(Cancellation);
            }
            else
            {
                await context.Categories.ExecuteUpdateAsync(
                    set => set.SetProperty(c => c.Name, c => c.Name + "+"),
                    Cancellation
                );
            }
        }
    }

    private void Warm()
    {
        Read(Alone());
        Assert.Equal(ReadOutcome.Hit, Read(Alone()));
    }

    private void AssertInvalidated()
    {
        Assert.Equal(ReadOutcome.Filled, Read(Alone()));
        Assert.Equal(ReadOutcome.Hit, Read(Alone()));
    }

    private ReadOutcome Read(ShopContext context)
    {
        using (context)
        {
            _log.Take();
            _ = context.Categories.AsNoTracking().Cacheable().ToList();
            return _log.Take();
        }
    }

    private ShopContext Alone() => Open(database.UseShared);

    private ShopContext Shared() =>
        Open(options => _ = database.IsPostgreSql ? options.UseNpgsql(_connection!) : options.UseSqlite(_connection!));

    private ShopContext GivenLater()
    {
        var context = Alone();
        context.Database.SetDbConnection(_connection);
        return context;
    }

    private ShopContext Open(Action<DbContextOptionsBuilder> use)
    {
        var options = new DbContextOptionsBuilder<ShopContext>().AllowManyProviders();
        use(options);
        _log.AddTo(options);
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(_store));
        return new ShopContext(options.Options);
    }
}
