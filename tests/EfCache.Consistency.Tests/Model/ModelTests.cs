namespace EfCache.Consistency.Tests.Model;

/// <summary>The protocol keeps its promises in every interleaving of each scenario.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    [Fact]
    public void One_tag_is_never_stale_whatever_happens_to_writers_and_cells() => Holds(ModelScenarios.OneTag);

    [Fact]
    public void One_tag_is_never_stale_in_a_counted_number_of_interleavings() => Holds(ModelScenarios.OneTagCounted);

    [Fact]
    public void Three_reads_each_are_never_stale_in_a_counted_number_of_interleavings() =>
        Holds(ModelScenarios.ThreeReadsCounted);

    [Fact]
    public void Marks_that_are_set_again_or_arrive_late_do_no_harm() => Holds(ModelScenarios.MarkedAgain);

    [Fact]
    public void Two_tags_that_are_not_written_and_fetched_at_once_are_never_stale() => Holds(ModelScenarios.TwoTags);

    [Fact]
    public void Two_tags_with_crashes_are_never_stale_in_a_counted_number_of_interleavings() =>
        Holds(ModelScenarios.TwoTagsCrashed);

    [Fact]
    public void Two_tags_of_both_writers_are_never_stale_in_a_counted_number_of_interleavings() =>
        Holds(ModelScenarios.TwoTagsTwice);

    [Fact]
    public void Two_tags_whose_cells_are_evicted_are_never_stale() => Holds(ModelScenarios.TwoTagsLost);

    [Fact]
    public void A_refresh_with_a_ticket_of_its_own_is_never_stale() => Holds(ModelScenarios.Refreshed);

    [Fact]
    public void Shared_reads_are_never_stale() => Holds(ModelScenarios.Shared);

    [Fact]
    public void Shared_reads_of_two_tags_are_never_stale() => Holds(ModelScenarios.SharedOfTwo);

    [Fact]
    public void Reads_within_a_writers_transaction_leave_the_cache_as_it_is() => Holds(ModelScenarios.OwnWrites);

    [Fact]
    public void Reads_of_an_old_snapshot_leave_the_cache_as_it_is() => Holds(ModelScenarios.Snapshot);

    private void Holds(ModelScenario scenario) => ModelAssert.Holds(scenario, output);
}
