using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using EfCache.Specification.Tests.Writes.Table;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace EfCache.Tests.Writes.PostgreSql;

/// <summary>A retrying execution strategy whose commit is lost, and which asks whether it succeeded.</summary>
public sealed class PostgreSqlRetryTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    private readonly FakeTimeProvider _clock = new();
    private readonly ReadLog _log = new();
    private InProcessStore? _store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        _store = new InProcessStore(new InProcessStoreOptions { TimeProvider = _clock });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Lost_commit_is_never_stale_and_costs_one_lease(bool isCommitted, bool isAsync)
    {
        Warm();
        var name = Guid.NewGuid().ToString();
        var attempts = 0;
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using (var proxy = new LossyProxy(server.Host!, server.Port))
        {
            await using var context = OpenWriter(proxy, isCommitted);
            var strategy = context.Database.CreateExecutionStrategy();
            if (isAsync)
            {
                await strategy.ExecuteInTransactionAsync(
                    async () =>
                    {
                        attempts++;
                        await SetName(context).ExecuteUpdateAsync(s => s.SetProperty(c => c.Name, name), Cancellation);
                    },
                    () => SetName(context).AnyAsync(c => c.Name == name, Cancellation)
                );
            }
            else
            {
#pragma warning disable CA1849 // The sync path is what is wanted.
                strategy.ExecuteInTransaction(
                    () =>
                    {
                        attempts++;
                        SetName(context).ExecuteUpdate(s => s.SetProperty(c => c.Name, name));
                    },
                    () => SetName(context).Any(c => c.Name == name)
                );
#pragma warning restore CA1849
            }
        }

        Assert.Equal(isCommitted ? 1 : 2, attempts);
        Assert.Equal(ReadOutcome.Unfilled, Read(name));
        Assert.Equal(ReadOutcome.Unfilled, Read(name));
        _clock.Advance(Lease);
        Assert.Equal(ReadOutcome.Filled, Read(name));
        Assert.Equal(ReadOutcome.Hit, Read(name));
    }

    private static IQueryable<Category> SetName(ShopContext context) => context.Categories.Where(c => c.Id == 1);

    private void Warm()
    {
        Read(expected: null);
        Assert.Equal(ReadOutcome.Hit, Read(expected: null));
    }

    private ReadOutcome Read(string? expected)
    {
        _log.Take();
        var options = new DbContextOptionsBuilder<ShopContext>();
        database.UseShared(options.AllowManyProviders());
        _log.AddTo(options);
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(_store!));
        using var context = new ShopContext(options.Options);
        var name = context.Categories.Where(c => c.Id == 1).Select(c => c.Name).Cacheable().Single();
        Assert.Equal(expected ?? name, name);
        return _log.Take();
    }

    private ShopContext OpenWriter(LossyProxy proxy, bool isCommitted)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = proxy.Port,
            SslMode = SslMode.Disable,
            Pooling = false,
        };
        var isLost = false;
        var losing = new CommittingCallback(() =>
        {
            if (!isLost)
            {
                isLost = true;
                proxy.LoseNext(isDelivered: isCommitted);
            }
        });
        var options = new DbContextOptionsBuilder<ShopContext>()
            .AllowManyProviders()
            .UseNpgsql(
                new NpgsqlConnection(connection.ConnectionString),
                contextOwnsConnection: true,
                npgsql => npgsql.ExecutionStrategy(d => new RetriesLostConnections(d))
            )
            .AddInterceptors(losing)
            .AddSecondLevelCache(cache => cache.UseInProcessStore(_store!));
        return new ShopContext(options.Options);
    }

    private sealed class RetriesLostConnections(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) =>
            exception is NpgsqlException { InnerException: IOException };
    }
}
