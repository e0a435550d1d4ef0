using System.Globalization;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Faults;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Stores;
using EfCache.Consistency.Tests.Checking.Writes;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>
/// Random schedules while servers are killed, paused and restarted and connections are cut. Whoever reads never gets an error. See the
/// README beside the project for the long runs.
/// </summary>
[Collection(OneRunAtATime.Name)]
public sealed class FaultTests(ITestOutputHelper output)
{
    private const string RestartsVariable = "EFCACHE_CHECK_RESTARTS";

    /// <summary>And the only error that a writer gets is that it was refused before its commit, and then nothing of it is written.</summary>
    [Fact]
    public async Task Faults_with_strict_invalidation_leave_no_stale_read()
    {
        var options = new CheckOptions { Reads = 20_000 }.FromEnvironment();
        var report = await RunAsync(InvalidationFailure.Strict, options, new DisturbanceOptions());
        Assert.True(report.Violations == 0, report.ToString());
        Assert.Equal(0, report.History.CountTolerated());
        Assert.NotEqual(0, report.Writes.CountEnds(WriteEnd.NotMarked));
        AssertEverythingHappened(report);
    }

    /// <summary>
    /// And no writer gets an error. A read is stale only while something happens, or has just happened and bumps are still kept; and for
    /// as long as entries live, if nobody was there to bump.
    /// </summary>
    [Fact]
    public async Task Faults_with_best_effort_leave_no_stale_read_when_they_are_over()
    {
        var options = new CheckOptions { Reads = 20_000, ToleratesStaleReadsInFaults = true }.FromEnvironment();
        var report = await RunAsync(InvalidationFailure.BestEffort, options, new DisturbanceOptions());
        Assert.True(report.Violations == 0, report.ToString());
        Assert.Equal(0, report.Writes.CountEnds(WriteEnd.NotMarked));
        AssertEverythingHappened(report);
    }

    [Theory]
    [InlineData(InvalidationFailure.BestEffort)]
    [InlineData(InvalidationFailure.Strict)]
    public async Task Restarts_from_an_old_dump_revive_no_entry(InvalidationFailure failure)
    {
        var restarts = Environment.GetEnvironmentVariable(RestartsVariable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 15;
        var options = new CheckOptions().FromEnvironment() with
        {
            Reads = int.MaxValue,
            ReadsPerPause = int.MaxValue,
            ReadsPerShortPause = 50,
            ReadsPerWrite = 10,
        };
        var report = await RunAsync(
            failure,
            options,
            new DisturbanceOptions
            {
                Faults = [ServerFaults.RestartFromDump],
                Count = restarts,
                CountPerPause = 1,
                MostReadsBetween = 300,
                Alternates = false,
            },
            hasCircuit: false
        );
        Assert.True(report.Violations == 0, report.ToString());
        Assert.Equal(restarts, report.Disturbance!.Counts.Values.Sum());
        Assert.True(report.HitShare >= 0.05, $"Too few hits to prove anything: {report}");
    }

    [Fact]
    public async Task Writes_that_are_not_refused_are_noticed()
    {
        var report = await RunAsync(
            InvalidationFailure.Strict,
            new CheckOptions
            {
                StopsAtViolation = true,
                Reads = 300_000,
                ReadsPerWrite = 10,
            },
            new DisturbanceOptions { Faults = ConnectionFaults.All },
            new Sabotage(store => new SilentStore(store))
        );
        Assert.NotEqual(0, report.Violations);
        Assert.Equal(0, report.History.Count(ViolationKind.Checker));
    }

    private Task<CheckReport> RunAsync(
        InvalidationFailure failure,
        CheckOptions options,
        DisturbanceOptions disturbanceOptions,
        bool hasCircuit = true
    ) => RunAsync(failure, options, disturbanceOptions, Sabotage.None, hasCircuit);

    private async Task<CheckReport> RunAsync(
        InvalidationFailure failure,
        CheckOptions options,
        DisturbanceOptions disturbanceOptions,
        Sabotage sabotage,
        bool hasCircuit = true
    )
    {
        await using var database = new PostgreSqlCheckedDatabase();
        await database.StartAsync();
        Assert.SkipWhen(database.WhyUnavailable is not null, database.WhyUnavailable ?? "");
        await using var store = await FaultyRedisStoreUnderCheck.StartAsync(failure, hasCircuit);
        var disturbance = new Disturbance(store, disturbanceOptions, options.Seed);
        using var run = new CheckRun(
            $"PostgreSql, Redis with faults, {failure}",
            options,
            database,
            store,
            sabotage,
            disturbance
        );
        var report = await run.RunAsync();
        output.WriteLine(report.ToString());
        return report;
    }

    private static void AssertEverythingHappened(CheckReport report)
    {
        Assert.True(report.HitShare >= 0.2, $"Too few hits to prove anything: {report}");
        Assert.All(report.HitsByKind.Values, hits => Assert.NotEqual(0, hits));
        Assert.All(Fault.All, fault => Assert.Contains(fault.Name, report.Disturbance!.Counts.Keys));
    }
}
