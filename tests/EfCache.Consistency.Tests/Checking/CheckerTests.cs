using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Consistency.Tests.Checking.Writes;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>
/// Random schedules on real databases, of which no read may be stale; and the same with something broken, which must be
/// noticed. See the README beside the project for the long run.
/// </summary>
[Collection(OneRunAtATime.Name)]
public sealed class CheckerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, StoreKind.InProcess)]
    [InlineData(DatabaseKind.PostgreSql, StoreKind.InProcess)]
    [InlineData(DatabaseKind.Sqlite, StoreKind.Redis)]
    [InlineData(DatabaseKind.PostgreSql, StoreKind.Redis)]
    [InlineData(DatabaseKind.PostgreSql, StoreKind.RedisStrict)]
    [InlineData(DatabaseKind.PostgreSql, StoreKind.RedisCluster)]
    public async Task Random_schedule_has_no_stale_read(DatabaseKind database, StoreKind store)
    {
        // A lookup on a server takes ten times as long.
        var defaults = store == StoreKind.InProcess ? new CheckOptions() : new CheckOptions { Reads = 20_000 };
        await using var started = await StartAsync(store);
        var report = await RunAsync(
            $"{database}, {store}",
            database,
            started,
            defaults.FromEnvironment(),
            Sabotage.None
        );
        Assert.True(report.Violations == 0, report.ToString());
        Assert.Equal(0, report.Writes.CountEnds(WriteEnd.NotMarked));
        Assert.True(report.HitShare >= 0.5, $"Too few hits to prove anything: {report}");
        if (store == StoreKind.InProcess)
        {
            // A run over servers is too short for everything to happen in it by chance.
            AssertEverythingHappened(report, database);
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public Task Write_that_nobody_is_told_of_is_noticed(DatabaseKind database) =>
        AssertNoticedAsync(database, new Sabotage(store => store, HasUntoldWrites: true));

    [Fact]
    public Task Lost_marks_are_noticed() => AssertNoticedAsync(Losing(_ => true, losesBumps: false));

    [Fact]
    public Task Lost_tables_are_noticed() => AssertNoticedAsync(Losing(IsAll, losesBumps: true));

    [Fact]
    public Task Lost_writes_of_unknown_rows_are_noticed() => AssertNoticedAsync(Losing(IsBulk, losesBumps: true));

    [Fact]
    public Task Lost_rows_and_partitions_are_noticed() => AssertNoticedAsync(Losing(TagNames.IsRow, losesBumps: true));

    [Fact]
    public Task Lost_partitions_are_noticed() => AssertNoticedAsync(Losing(IsPartition, losesBumps: true));

    [Fact]
    public Task Lost_writes_of_unknown_partitions_are_noticed() =>
        AssertNoticedAsync(Losing(IsLoose, losesBumps: true));

    [Fact]
    public Task Lost_inserts_of_unknown_rows_are_noticed() => AssertNoticedAsync(Losing(IsNew, losesBumps: true));

    [Fact]
    public Task Lost_invalidations_of_everything_are_noticed() =>
        AssertNoticedAsync(Losing(IsEverything, losesBumps: true));

    [Fact]
    public async Task Writes_through_another_instance_that_is_not_told_are_noticed()
    {
        await using var stores = new InProcessStoreUnderCheck(count: 3);
        await AssertNoticedAsync(DatabaseKind.Sqlite, stores, Sabotage.None);
    }

    private static Sabotage Losing(Func<Tag, bool> isLost, bool losesBumps) =>
        new(store => new SabotagedStore(store, tag => !isLost(tag), tag => !losesBumps || !isLost(tag)));

    private static bool IsAll(Tag tag) => tag.Name.EndsWith(":all", StringComparison.Ordinal);

    private static bool IsBulk(Tag tag) => tag.Name.EndsWith(":bulk", StringComparison.Ordinal);

    private static bool IsLoose(Tag tag) => tag.Name.EndsWith(":loose", StringComparison.Ordinal);

    private static bool IsNew(Tag tag) => tag.Name.EndsWith(":new", StringComparison.Ordinal);

    private static bool IsEverything(Tag tag) => tag.Name.EndsWith(":*", StringComparison.Ordinal);

    private static bool IsPartition(Tag tag) =>
        tag.Name.Contains(":companyid=", StringComparison.Ordinal)
        || tag.Name.Contains(":accountid=", StringComparison.Ordinal);

    private Task AssertNoticedAsync(Sabotage sabotage) => AssertNoticedAsync(DatabaseKind.Sqlite, sabotage);

    private async Task AssertNoticedAsync(DatabaseKind database, Sabotage sabotage)
    {
        await using var store = new InProcessStoreUnderCheck();
        await AssertNoticedAsync(database, store, sabotage);
    }

    private async Task AssertNoticedAsync(DatabaseKind database, StoreUnderCheck store, Sabotage sabotage)
    {
        var options = new CheckOptions { StopsAtViolation = true, Reads = 300_000 };
        var report = await RunAsync($"{database}, sabotaged", database, store, options, sabotage);
        Assert.NotEqual(0, report.Violations);
        Assert.Equal(0, report.History.Count(ViolationKind.Checker));
    }

    private async Task<CheckReport> RunAsync(
        string name,
        DatabaseKind kind,
        StoreUnderCheck store,
        CheckOptions options,
        Sabotage sabotage
    )
    {
        await using CheckedDatabase database =
            kind == DatabaseKind.Sqlite ? new SqliteCheckedDatabase() : new PostgreSqlCheckedDatabase();
        await database.StartAsync();
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        using var run = new CheckRun(name, options, database, store, sabotage);
        var report = await run.RunAsync();
        output.WriteLine(report.ToString());
        return report;
    }

    private static async Task<StoreUnderCheck> StartAsync(StoreKind kind) =>
        kind switch
        {
            StoreKind.InProcess => new InProcessStoreUnderCheck(),
            StoreKind.Redis => await RedisStoreUnderCheck.StartServerAsync(InvalidationFailure.BestEffort),
            StoreKind.RedisStrict => await RedisStoreUnderCheck.StartServerAsync(InvalidationFailure.Strict),
            StoreKind.RedisCluster => await RedisStoreUnderCheck.StartClusterAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>A run that left out one of the ways to read or to write has not checked it.</summary>
    private static void AssertEverythingHappened(CheckReport report, DatabaseKind database)
    {
        Assert.All(report.HitsByKind.Values, hits => Assert.NotEqual(0, hits));
        foreach (var scope in WriteScope.All.Where(s => database == DatabaseKind.PostgreSql || !s.IsPostgreSqlOnly))
        {
            Assert.True(
                Enum.GetValues<WriteEnd>()
                    .Any(end => end != WriteEnd.Nothing && report.Writes.CountScopes(scope.Name, end) > 0),
                $"Never happened: {scope.Name}. {report}"
            );
        }
    }
}
