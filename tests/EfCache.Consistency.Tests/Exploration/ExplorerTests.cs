using System.Diagnostics;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>No hit that begins after a commit lacks it, in whatever order readers and writers take their steps.</summary>
public sealed class ExplorerTests(ITestOutputHelper output)
{
    [Fact]
    public void One_tag_in_every_order_is_never_stale() =>
        AssertNeverStale(Scenario.OneTag(), expected: Orders(5, 5, 3, 3));

    [Fact]
    public void Row_and_bulk_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.RowAndBulk(), expected: Orders(5, 5, 5, 5));

    [Fact]
    public void Row_and_table_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.RowAndTable(), expected: Orders(5, 5, 5, 5));

    [Fact]
    public void One_tag_with_crashes_and_a_clear_in_every_order_is_never_stale() =>
        AssertNeverStale(Scenario.OneTag(crashes: true, clears: true), expected: 12_812_455_656);

    [Fact]
    public void Row_and_bulk_with_crashes_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.RowAndBulk(crashes: true), expected: 210_446_983_656);

    [Fact]
    public void Row_and_bulk_with_a_clear_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.RowAndBulk(clears: true), expected: Orders(5, 5, 5, 5, 1));

    [Fact]
    public void Row_and_table_with_crashes_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.RowAndTable(crashes: true), expected: 210_446_983_656);

    [Fact]
    public void Shared_reads_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.Shared(), expected: 2_336_816_240, isCounted: false);

    [Fact]
    public void Three_readers_that_share_in_every_order_are_never_stale() =>
        AssertNeverStale(Scenario.Shared(readers: 3, writers: 1), expected: 470_308_526_280, isCounted: false);

    [Fact]
    public void Merging_equal_states_loses_nothing()
    {
        AssertMergesWell(Scenario.OneTag(looksAgain: false, writers: 1));
        AssertMergesWell(Scenario.OneTag(looksAgain: false, writers: 1, crashes: true));
        AssertMergesWell(Scenario.OneTag(looksAgain: false, writers: 1, clears: true));
        AssertMergesWell(Scenario.Shared(looksAgain: false, writers: 1));
    }

    [Theory]
    [InlineData(Breakage.SkipMark)]
    [InlineData(Breakage.BumpBeforeCommit)]
    [InlineData(Breakage.TicketAfterRead)]
    [InlineData(Breakage.FillUnderWriter)]
    public void Broken_rule_gives_a_stale_hit_with_one_tag(Breakage breakage) => AssertStale(Scenario.OneTag(breakage));

    [Theory]
    [InlineData(Breakage.SkipMark)]
    [InlineData(Breakage.BumpBeforeCommit)]
    [InlineData(Breakage.TicketAfterRead)]
    [InlineData(Breakage.FillUnderWriter)]
    public void Broken_rule_gives_a_stale_hit_with_two_tags(Breakage breakage) =>
        AssertStale(Scenario.RowAndBulk(breakage));

    [Fact]
    public void Sharing_whatever_the_stamps_gives_a_stale_answer() =>
        AssertStale(Scenario.Shared(Breakage.ShareWithoutStamps));

    [Fact]
    public void Writes_that_leave_out_a_tag_give_a_stale_hit() =>
        AssertStale(Scenario.RowAndTable(Breakage.WriteFirstTagOnly));

    /// <summary>In how many orders sequences of these lengths can be interleaved.</summary>
    private static long Orders(params int[] lengths)
    {
        var (orders, total) = (1L, 0);
        foreach (var length in lengths)
        {
            for (var i = 1; i <= length; i++)
            {
                total++;
                orders = checked(orders * total / i);
            }
        }

        return orders;
    }

    private void AssertNeverStale(Scenario scenario, long expected, bool isCounted = true)
    {
        var explorer = new Explorer(scenario);
        var started = Stopwatch.GetTimestamp();
        var future = explorer.Explore();
        output.WriteLine(
            $"{future.Interleavings:N0} interleavings, {future.Hits:N0} hits in them, {explorer.States:N0} states, "
                + $"{explorer.Runs:N0} runs, {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s"
        );

        Assert.True(explorer.Counterexample is null, Describe(explorer));
        Assert.Equal(expected, future.Interleavings);
        // Followers wait, so what can happen next depends on who hit: that is not counted without a store.
        if (isCounted)
        {
            Assert.Equal(expected, new ScheduleCount(scenario).Count());
        }

        Assert.True(future.Hits > 0);
    }

    private void AssertMergesWell(Scenario scenario)
    {
        var merged = new Explorer(scenario);
        var separate = new Explorer(scenario, merges: false);

        Assert.Equal(separate.Explore(), merged.Explore());
        Assert.True(separate.Runs > merged.Runs);
        output.WriteLine($"{separate.Runs:N0} runs apart, {merged.Runs:N0} merged");
    }

    private void AssertStale(Scenario scenario)
    {
        var explorer = new Explorer(scenario);
        explorer.Explore();

        Assert.NotNull(explorer.Counterexample);
        output.WriteLine(Describe(explorer));
    }

    private static string Describe(Explorer explorer) => string.Join(", ", explorer.Counterexample ?? []);
}
