namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// Rows depend on the row and <c>bulk</c>, partitions on the partition and <c>loose</c>, all else on <c>all</c>; and every
/// way to write marks what it changes.
/// </summary>
public sealed class NarrowingModelTests(ITestOutputHelper output)
{
    [Fact]
    public void A_rows_query_is_never_stale_however_the_row_is_written() => Holds(NarrowingScenarios.OfRow());

    [Fact]
    public void A_partitions_query_is_never_stale_however_its_rows_are_written() =>
        Holds(NarrowingScenarios.OfPartition());

    [Fact]
    public void A_tables_query_is_never_stale_however_its_rows_are_written() => Holds(NarrowingScenarios.OfTable());

    [Fact]
    public void A_row_without_bulk_is_stale_after_a_write_of_unknown_rows() =>
        Violates(NarrowingScenarios.OfRow(BrokenRule.RowWithoutBulk));

    [Fact]
    public void A_row_is_stale_when_a_write_of_unknown_rows_marks_all_only() =>
        Violates(NarrowingScenarios.OfRow(BrokenRule.UnknownRowsMarkAllOnly));

    [Fact]
    public void A_partition_is_stale_when_a_write_of_unknown_rows_marks_all_only() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.UnknownRowsMarkAllOnly));

    [Fact]
    public void A_row_is_stale_when_a_write_of_unknown_rows_marks_their_partition_only() =>
        Violates(NarrowingScenarios.OfRow(BrokenRule.PartitionWriteWithoutBulk));

    [Fact]
    public void A_partition_without_loose_is_stale_after_a_write_that_does_not_know_it() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.PartitionWithoutLoose));

    [Fact]
    public void A_partition_is_stale_when_a_stub_marks_its_row_only() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.StubMarksRowOnly));

    [Fact]
    public void A_partition_is_stale_when_a_moved_row_marks_its_new_one_only() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.MoveMarksNewPartitionOnly));

    [Fact]
    public void A_partition_is_stale_when_rows_move_there_in_bulk_and_mark_their_old_one_only() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.BulkMoveMarksOldPartitionOnly));

    /// <summary>Why a partition column must not change: who read the row before it moved marks where it was.</summary>
    [Fact]
    public void A_partition_is_stale_when_a_writer_marks_the_one_that_it_remembers() =>
        Violates(NarrowingScenarios.OfPartition(BrokenRule.RememberedPartitionMarked));

    private void Holds(ModelScenario scenario) => ModelAssert.Holds(scenario, output);

    private void Violates(ModelScenario scenario) => ModelAssert.Violates(scenario, ModelProperty.Stale, output);
}
