using System.Transactions;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EfCache.Tests.Writes.PostgreSql;

/// <summary>PostgreSQL takes part in ambient transactions: nested ones, clones, several connections, and what ends too early.</summary>
public sealed class PostgreSqlScopeTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private readonly InProcessStore _store = new();
    private readonly ReadLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nested_scope_that_joins_ends_with_the_outer_one(bool isCompleted)
    {
        Warm();
        using (var outer = Scope())
        {
            using (var inner = Scope())
            {
                await RenameAsync();
                inner.Complete();
            }

            AssertMarked();
            if (isCompleted)
            {
                outer.Complete();
            }
        }

        AssertInvalidated();
    }

    [Theory]
    [InlineData(TransactionScopeOption.RequiresNew)]
    [InlineData(TransactionScopeOption.Suppress)]
    public async Task Nested_scope_of_its_own_ends_before_the_outer_one(TransactionScopeOption option)
    {
        Warm();
        using (Scope())
        {
            await RenameAuthorAsync();
            using (var inner = Scope(option))
            {
                await RenameAsync();
                inner.Complete();
            }

            AssertInvalidated();
        }

        Assert.Equal(ReadOutcome.Hit, Read());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dependent_clone_ends_with_the_transaction_that_it_was_made_of(bool isCompleted)
    {
        Warm();
        using (var scope = Scope())
        {
            var clone = Transaction.Current!.DependentClone(DependentCloneOption.BlockCommitUntilComplete);
            await Task.Run(
                async () =>
                {
                    using (clone)
                    {
                        using (var dependent = new TransactionScope(clone, TransactionScopeAsyncFlowOption.Enabled))
                        {
                            await RenameAsync();
                            dependent.Complete();
                        }

                        clone.Complete();
                    }
                },
                Cancellation
            );
            AssertMarked();
            if (isCompleted)
            {
                scope.Complete();
            }
        }

        AssertInvalidated();
    }

    [Fact]
    public async Task Two_connections_in_a_scope_are_never_stale_whether_the_server_can_prepare_or_not()
    {
        Warm();
        var canPrepare = await CanPrepareAsync();
        Exception? failure;
        await using (var first = Open())
        await using (var second = Open())
        {
            await first.Database.OpenConnectionAsync(Cancellation);
            await second.Database.OpenConnectionAsync(Cancellation);
            failure = await Record.ExceptionAsync(async () =>
            {
                using var scope = Scope();
                await RenameAsync(first);
                (await second.Authors.OrderBy(a => a.Id).FirstAsync(Cancellation)).Name = Guid.NewGuid().ToString();
                await second.SaveChangesAsync(Cancellation);
                AssertMarked();
                scope.Complete();
            });
        }

        Assert.Equal(canPrepare, failure is null);
        AssertInvalidated();
    }

    [Fact]
    public async Task Connection_that_is_enlisted_by_hand_ends_with_its_transaction()
    {
        Warm();
        using var transaction = new CommittableTransaction(ReadCommitted);
        await using var context = Open();
        await context.Database.OpenConnectionAsync(Cancellation);
        context.Database.EnlistTransaction(transaction);
        await RenameAsync(context);
        AssertMarked();
        transaction.Commit();

        AssertInvalidated();
    }

    [Fact]
    public async Task Statement_that_outlives_its_transaction_stays_marked_until_it_has_committed_by_itself()
    {
        Warm();
        using var transaction = new CommittableTransaction(ReadCommitted);
        var ending = new CommandCallback(() =>
        {
            transaction.Rollback();
            AssertMarked();
        });
        await using (var context = Open(options => options.AddInterceptors(ending)))
        {
            using var scope = new TransactionScope(transaction, TransactionScopeAsyncFlowOption.Enabled);
            ending.IsArmed = true;
            await RenameAsync(context);
        }

        Assert.False(ending.IsArmed);
        AssertInvalidated();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scope_whose_context_went_back_to_its_pool_in_the_middle_is_waited_for(bool isCompleted)
    {
        await using var services = new ServiceCollection()
            .AddPooledDbContextFactory<ShopContext>(Configure, poolSize: 1)
            .BuildServiceProvider();
        var pool = services.GetRequiredService<IDbContextFactory<ShopContext>>();
        Warm();
        using (var scope = Scope())
        {
            for (var i = 0; i < 2; i++)
            {
                await using var context = await pool.CreateDbContextAsync(Cancellation);
                await RenameAsync(context);
            }

            AssertMarked();
            if (isCompleted)
            {
                scope.Complete();
            }
        }

        AssertInvalidated();
    }

    [Fact]
    public async Task Transaction_whose_context_goes_back_to_its_pool_is_over()
    {
        await using var services = new ServiceCollection()
            .AddPooledDbContextFactory<ShopContext>(Configure, poolSize: 1)
            .BuildServiceProvider();
        var pool = services.GetRequiredService<IDbContextFactory<ShopContext>>();
        Warm();
        await using (var context = await pool.CreateDbContextAsync(Cancellation))
        {
            await context.Database.BeginTransactionAsync(Cancellation);
            await RenameAsync(context);
            AssertMarked();
        }

        AssertInvalidated();
    }

    private static TransactionOptions ReadCommitted => new() { IsolationLevel = IsolationLevel.ReadCommitted };

    private static TransactionScope Scope(TransactionScopeOption option = TransactionScopeOption.Required) =>
        new(option, ReadCommitted, TransactionScopeAsyncFlowOption.Enabled);

    private static TransactionScope NoScope() =>
        new(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);

    private static async Task RenameAsync(ShopContext context)
    {
        var name = Guid.NewGuid().ToString();
        await context
            .Categories.Where(c => c.Id == 1)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, name), Cancellation);
    }

    private async Task RenameAsync()
    {
        await using var context = Open();
        await RenameAsync(context);
    }

    private async Task RenameAuthorAsync()
    {
        await using var context = Open();
        var name = Guid.NewGuid().ToString();
        await context.Authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, name), Cancellation);
    }

    private async Task<bool> CanPrepareAsync()
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SHOW max_prepared_transactions", (NpgsqlConnection)connection);
        return (string?)await command.ExecuteScalarAsync(Cancellation) != "0";
    }

    private void Warm()
    {
        Read();
        Assert.Equal(ReadOutcome.Hit, Read());
    }

    private void AssertMarked()
    {
        Assert.Equal(ReadOutcome.Unfilled, Read());
        Assert.Equal(ReadOutcome.Unfilled, Read());
    }

    private void AssertInvalidated()
    {
        Assert.Equal(ReadOutcome.Filled, Read());
        Assert.Equal(ReadOutcome.Hit, Read());
    }

    /// <summary>Reads as somebody else, and compares with what the database says.</summary>
    private ReadOutcome Read()
    {
        using var noScope = NoScope();
        _log.Take();
        using var context = Open(_log.AddTo);
        var rows = Query(context).Cacheable().ToList();
        var outcome = _log.Take();
        Assert.Equal(Query(context).NotCacheable().ToList(), rows);
        return outcome;
    }

    private static IQueryable<string> Query(ShopContext context) =>
        context.Categories.OrderBy(c => c.Id).Select(c => c.Name);

    private ShopContext Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        Configure(options);
        configure?.Invoke(options);
        return new ShopContext(options.Options);
    }

    private void Configure(DbContextOptionsBuilder options)
    {
        database.UseShared(options.AllowManyProviders());
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(_store));
    }
}
