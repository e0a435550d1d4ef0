using EfCache.Tests.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.Readme;

/// <summary>Runs what the README shows, on a small database.</summary>
public sealed class SnippetsTests : IAsyncLifetime
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private ShopContext _db = null!;

    public async ValueTask InitializeAsync()
    {
        await _connection.OpenAsync(TestContext.Current.CancellationToken);
        _db = new ShopContext(
            new DbContextOptionsBuilder<ShopContext>()
                .UseSqlite(_connection)
                .AllowManyProviders()
                .AddSecondLevelCache(cache =>
                    cache
                        .UseInProcessStore(new InProcessStore())
                        .AddPolicy("catalog", policy => policy.WithTag("catalog"))
                )
                .Options
        );
        await _db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        _db.Add(
            new Product
            {
                Id = 5,
                Name = "Kettle",
                Stars = 5,
                PriceInCents = 2999,
            }
        );
        await _db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Quick_start_runs_and_changes_the_price()
    {
        await Installing.Use(_db, id: 5);

        _db.ChangeTracker.Clear();
        Assert.Equal(1999, (await CachingQueries.Compiled(_db))!.PriceInCents);
    }

    [Fact]
    public async Task Overloads_of_Cacheable_run() => await CachingQueries.Overloads(_db);

    [Fact]
    public async Task Raw_sql_runs_and_its_write_is_seen()
    {
        await CachingQueries.RawSql(_db, stars: 1);

        CachingQueries.Explain(_db, id: 5);
    }

    [Fact]
    public async Task Sum_of_a_partition_runs_and_sees_its_writes()
    {
        Assert.Equal(0, await CachingQueries.Partition(_db, companyId: 1));

        _db.Add(new Invoice { CompanyId = 1, Cents = 5 });
        await _db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, await CachingQueries.Partition(_db, companyId: 1));
    }

    [Fact]
    public async Task Invalidation_by_hand_runs() => await Invalidating.ByHand(_db);

    [Fact]
    public void Registrations_are_accepted()
    {
        const string Unreachable = "Host=127.0.0.1;Port=1;Database=none";
        Installing.QuickStart(new ServiceCollection(), Unreachable);
        Installing.Options(new ServiceCollection(), Unreachable);
        Installing.OwnServices(Unreachable);
        Installing.OwnStore(new DbContextOptionsBuilder<ShopContext>());
        Installing.CacheAll(new DbContextOptionsBuilder<ShopContext>());
        Separating.Tenants(new DbContextOptionsBuilder<ShopContext>());
        Separating.Transactions(new DbContextOptionsBuilder<ShopContext>());
        Sharing.Redis(new ServiceCollection(), Unreachable);
        Sharing.Options(new DbContextOptionsBuilder());
        Sharing.Strictly(new DbContextOptionsBuilder());
        Watching.Events(new DbContextOptionsBuilder<ShopContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
