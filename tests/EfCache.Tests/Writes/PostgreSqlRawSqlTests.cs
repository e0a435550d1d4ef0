using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>What raw SQL invalidates that only PostgreSQL has.</summary>
public sealed class PostgreSqlRawSqlTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private const string Nothing = "";
    private const string Everything = "Settings Rates Memos";

    private readonly InProcessStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        await database.ExecuteAsync(
            """
            CREATE OR REPLACE FUNCTION rename_settings(text) RETURNS integer LANGUAGE sql AS
            'UPDATE "Settings" SET "Value" = "Value" || $1; SELECT 1';
            CREATE OR REPLACE PROCEDURE rename_rates() LANGUAGE sql AS 'UPDATE "Rates" SET "Name" = "Name" || ''+''';
            CREATE OR REPLACE VIEW settings_view AS SELECT * FROM "Settings";
            """
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("UPDATE \"Settings\" SET \"Value\" = \"Value\" || '+'", "Settings")]
    [InlineData("UPDATE PUBLIC.\"Settings\" SET \"Value\" = $$; DELETE FROM \"Rates\"; $$", "Settings")]
    [InlineData(
        "WITH x AS (UPDATE \"Settings\" SET \"Value\" = \"Value\" || '+' RETURNING 1) SELECT count(*) FROM x",
        "Settings"
    )]
    [InlineData(
        "WITH x AS (UPDATE \"Settings\" SET \"Value\" = 'x' RETURNING *) UPDATE \"Rates\" SET \"Name\" = \"Value\" FROM x",
        "Settings Rates"
    )]
    [InlineData(
        "MERGE INTO \"Settings\" AS s USING \"Rates\" AS r ON true WHEN MATCHED AND r.\"Id\" < 0 THEN UPDATE SET \"Value\" = 'm'",
        "Settings"
    )]
    [InlineData(
        "INSERT INTO \"Settings\" SELECT * FROM \"Settings\" ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = 'upsert'",
        "Settings"
    )]
    [InlineData("TRUNCATE TABLE \"Rates\", \"Settings\"", "Settings Rates")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM \"Rates\"", "Rates")]
    [InlineData("EXPLAIN DELETE FROM \"Rates\"", Nothing)]
    [InlineData("SELECT 'DELETE', E'\\'; DELETE FROM \"Rates\"; --' FROM \"Rates\" FOR UPDATE", Nothing)]
    [InlineData("SET LOCAL lock_timeout = '5s'", Nothing)]
    [InlineData("SELECT rename_settings('!')", Everything)]
    [InlineData("UPDATE \"Rates\" SET \"Name\" = \"Name\" || rename_settings('!')", Everything)]
    [InlineData("CALL rename_rates()", Everything)]
    [InlineData("DO $$ BEGIN UPDATE \"Rates\" SET \"Name\" = 'do'; END $$", Everything)]
    [InlineData("UPDATE settings_view SET \"Value\" = 'through a view'", Everything)]
    [InlineData("TRUNCATE TABLE \"Rates\" CASCADE", Everything)]
    public async Task Command_invalidates_what_it_writes(string sql, string invalidated)
    {
        Warm();
        await using (var context = Open())
        {
            await context.Database.ExecuteSqlRawAsync(sql, Cancellation);
        }

        AssertInvalidated(invalidated);
    }

    [Fact]
    public async Task Function_invalidates_what_it_is_said_to_write()
    {
        Warm();
        await using (var context = Open())
        {
            await context.Database.ExecuteSqlAsync(
                $"SELECT rename_settings({"?"})",
                w => w.Table<Setting>(),
                Cancellation
            );
        }

        AssertInvalidated("Settings");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_of_a_function_that_writes_invalidates_everything_or_what_it_is_said_to(bool isSaid)
    {
        Warm();
        await using (var context = Open())
        {
            var query = context.Database.SqlQuery<int>($"SELECT rename_settings({"."}) AS \"Value\"");
            query = isSaid ? query.Invalidates(w => w.Table("Settings", "public")) : query;
            Assert.Equal([1], await query.ToListAsync(Cancellation));
        }

        AssertInvalidated(isSaid ? "Settings" : Everything);
    }

    [Fact]
    public async Task Query_whose_common_table_expression_writes_invalidates_its_table()
    {
        Warm();
        await using (var context = Open())
        {
            await context
                .Settings.FromSqlRaw(
                    "WITH x AS (DELETE FROM \"Rates\" RETURNING 1) SELECT * FROM \"Settings\" WHERE (SELECT count(*) FROM x) >= 0"
                )
                .ToListAsync(Cancellation);
        }

        AssertInvalidated("Rates");
    }

    private void Warm()
    {
        foreach (var table in Everything.Split(' '))
        {
            Read(table);
            Assert.Equal(ReadOutcome.Hit, Read(table));
        }
    }

    private void AssertInvalidated(string invalidated)
    {
        foreach (var table in Everything.Split(' '))
        {
            var isInvalidated = invalidated.Split(' ').Contains(table);
            Assert.Equal((table, isInvalidated ? ReadOutcome.Filled : ReadOutcome.Hit), (table, Read(table)));
        }
    }

    /// <summary>Reads the table by the cache, and compares with what is in the database.</summary>
    private ReadOutcome Read(string table)
    {
        var log = new ReadLog();
        using var context = Open(log.AddTo);
        using var plain = new ShopContext(Use(new DbContextOptionsBuilder<ShopContext>()).Options);
        Assert.Equal(Rows(plain, table, isCached: false), Rows(context, table, isCached: true));
        return log.Take();
    }

    private static List<string> Rows(ShopContext context, string table, bool isCached) =>
        table switch
        {
            "Settings" => Rows(context.Settings.Select(s => s.Key + "=" + s.Value), isCached),
            "Rates" => Rows(context.Rates.Select(r => r.Id + "=" + r.Name), isCached),
            _ => Rows(context.Memos.Select(m => m.Text), isCached),
        };

    private static List<string> Rows(IQueryable<string> rows, bool isCached) =>
        [.. (isCached ? rows.Cacheable() : rows.NotCacheable()).ToList().Order(StringComparer.Ordinal)];

    private ShopContext Open(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = Use(new DbContextOptionsBuilder<ShopContext>());
        configure?.Invoke(options);
        options.AddSecondLevelCache(cache => cache.UseInProcessStore(_store));
        return new ShopContext(options.Options);
    }

    private DbContextOptionsBuilder<ShopContext> Use(DbContextOptionsBuilder<ShopContext> options)
    {
        database.UseShared(options.AllowManyProviders());
        return options;
    }
}
