using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries;

/// <summary>Who shares entries with whom.</summary>
public abstract class IsolationSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Databases_never_share(bool async)
    {
        await using var other = Database.CreateAnother();
        await other.InitializeAsync();
        await other.ExecuteAsync("UPDATE \"Categories\" SET \"Name\" = 'other'");
        IQueryable<Category> Query(ShopContext c) => c.Categories.Cacheable();

        Assert.DoesNotContain((await RunAsync(Query, async)).Rows, x => x.Name == "other");
        for (var i = 0; i < 2; i++)
        {
            await using var context = new ShopContext(OptionsOf<ShopContext>(other: other));
            Assert.All(await ListAsync(Query(context), async), x => Assert.Equal("other", x.Name));
        }

        await AssertHitAsync(Query, async);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Private_databases_in_memory_never_share(bool async)
    {
        await using var one = await OpenPrivateAsync("one");
        await using var two = await OpenPrivateAsync("two");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(["one"], await NamesAsync(one));
            Assert.Equal(["two"], await NamesAsync(two));
        }

        // Closed and opened again, it is another database.
        await one.CloseAsync();
        await one.OpenAsync(Cancellation);
        await FillAsync(one, "three");
        Assert.Equal(["three"], await NamesAsync(one));

        async Task<List<string>> NamesAsync(SqliteConnection connection)
        {
            await using var context = ContextOf(connection);
            return await ListAsync(context.Categories.Select(x => x.Name).Cacheable(), async);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_of_VaryBy_never_share(bool async)
    {
        object? value = 1;
        ShopContext Create() => Cached(c => c.VaryBy(_ => value));
        object?[] values = [1, 2L, 1L, "1", null, true, CustomerKind.Company, Guid.Empty];
        foreach (var each in values)
        {
            value = each;
            await AssertMissAsync(c => c.Categories.Cacheable(), async, Create);
            await AssertHitAsync(c => c.Categories.Cacheable(), async, Create);
        }

        value = new object();
        await AssertMissAsync(c => c.Categories.Cacheable(), async, Create);
        await AssertMissAsync(c => c.Categories.Cacheable(), async, Create);
        Assert.Equal(values.Length, EntryCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Key_prefixes_never_share(bool async)
    {
        foreach (var prefix in new[] { "one", "two" })
        {
            ShopContext Create() => Cached(c => c.WithKeyPrefix(prefix));
            await AssertMissAsync(c => c.Categories.Cacheable(), async, Create);
            await AssertHitAsync(c => c.Categories.Cacheable(), async, Create);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stores_never_share(bool async)
    {
        await AssertMissAsync(c => c.Categories.Cacheable(), async);
        var builder = new DbContextOptionsBuilder<ShopContext>();
        Database.Use(builder);
        builder.AddSecondLevelCache(c => c.UseInProcessStore(new InProcessStore()));
        await AssertMissAsync(c => c.Categories.Cacheable(), async, () => new ShopContext(builder.Options));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Contexts_of_other_options_share_entries_of_one_database(bool async)
    {
        await AssertMissAsync(c => c.Categories.Cacheable(), async);
        await AssertHitAsync(
            c => c.Categories.Cacheable(),
            async,
            () => Cached(c => c.WithEntryLimits(500, 100_000).CacheAllQueries())
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Contexts_that_promise_another_time_to_live_do_not_share(bool async)
    {
        await AssertMissAsync(c => c.Categories.Cacheable(), async);
        await AssertMissAsync(
            c => c.Categories.Cacheable(),
            async,
            () => Cached(c => c.WithDefaultTtl(TimeSpan.FromHours(1)))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_by_a_context_of_another_type_is_seen(bool async)
    {
        await AssertMissAsync(c => c.Settings.Cacheable(), async);
        await AssertHitAsync(c => c.Settings.Cacheable(), async);
        await using (var other = new SettingsContext(OptionsOf<SettingsContext>()))
        {
            (await other.Set<Setting>().SingleAsync(Cancellation)).Value += "+";
            _ = async ? await other.SaveChangesAsync(Cancellation) : other.SaveChanges();
        }

        Assert.EndsWith(
            "+",
            (await RunAsync(c => c.Settings.Cacheable(), async)).Rows.Single().Value,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_that_reaches_the_database_has_no_tag_of_the_cache(bool async)
    {
        var before = Database.Commands.Count;
        await RunAsync(
            c => c.Categories.TagWith("mine").Cacheable("p").Cacheable(TimeSpan.FromHours(1)),
            async,
            Create
        );
        await RunAsync(
            c => c.Customers.Include(x => x.Orders).AsSplitQuery().Cacheable(q => q.WithTag("t")),
            async,
            Create
        );
        await RunAsync(c => c.Categories.NotCacheable(), async, Create);
        await using (var context = Create())
        {
            _ = context.Categories.Cacheable().ToQueryString();
            await context.Rates.Cacheable().Where(x => x.Id < 0).ExecuteDeleteAsync(Cancellation);
        }

        var texts = Database.Commands.Texts.Skip(before).ToList();
        Assert.Equal(5, texts.Count);
        Assert.All(texts, text => Assert.DoesNotContain("efcache:", text, StringComparison.Ordinal));
        Assert.Contains("-- mine", texts[0], StringComparison.Ordinal);

        ShopContext Create() => Cached(c => c.AddPolicy("p", p => p.WithTag("all")));
    }

    [Fact]
    public void ExplainCaching_sends_nothing_and_stores_nothing()
    {
        using var context = Cached();
        var before = Database.Commands.Count;
        var one = context.Categories.Cacheable().ExplainCaching();
        var two = context.Categories.Cacheable().ExplainCaching();
        Assert.Equal(before, Database.Commands.Count);
        Assert.Equal(0, EntryCount);
        Assert.Equal(one.Key, two.Key);
        Assert.NotEqual(one.Key, context.Products.Cacheable().ExplainCaching().Key);
    }

    private static async Task<SqliteConnection> OpenPrivateAsync(string name)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(Cancellation);
        await FillAsync(connection, name);
        return connection;
    }

    private static async Task FillAsync(SqliteConnection connection, string name)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TABLE \"Categories\" (\"Id\" INTEGER, \"Name\" TEXT); INSERT INTO \"Categories\" VALUES (1, @name)";
        command.Parameters.AddWithValue("@name", name);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private ShopContext ContextOf(SqliteConnection connection)
    {
        var builder = new DbContextOptionsBuilder<ShopContext>();
        builder
            .UseSqlite(connection)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        builder.AddSecondLevelCache(c =>
        {
            TDoor.UseStore(c, Store);
            TDoor.Choose(c);
        });
        return new ShopContext(builder.Options);
    }
}
