namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// One table, with queries of a row, of a partition and of all, and every way to write that tells them apart.
/// </summary>
/// <remarks>
/// Row 5 is in partition 3. A row's query depends on the row and <c>bulk</c>, a partition's on the partition and <c>loose</c>,
/// any other on <c>all</c>: they share no cell and no entry, so each is explored on its own. Of a write only the tags that
/// the query depends on are explored: nobody looks at the others. Two writers that do the same to the query are one.
/// </remarks>
internal static class NarrowingScenarios
{
    private const string All = "all";
    private const string Row = "row 5";
    private const string Bulk = "bulk";
    private const string Partition = "partition 3";
    private const string Loose = "loose";

    public static ModelScenario OfRow(BrokenRule broken = BrokenRule.None) =>
        Create("a row's query", broken, broken == BrokenRule.RowWithoutBulk ? [Row] : [Row, Bulk], write => write.Row);

    public static ModelScenario OfPartition(BrokenRule broken = BrokenRule.None) =>
        Create(
            "a partition's query",
            broken,
            broken == BrokenRule.PartitionWithoutLoose ? [Partition] : [Partition, Loose],
            write => write.Partition
        );

    public static ModelScenario OfTable(BrokenRule broken = BrokenRule.None) =>
        Create("a table's query", broken, [All], write => true);

    /// <summary>Every way to write, the tags that it marks, and whether it changes row 5 and what is in partition 3.</summary>
    private static (string Name, string[] Marks, bool Row, bool Partition)[] Writes(BrokenRule broken)
    {
        var loose = broken == BrokenRule.StubMarksRowOnly ? Array.Empty<string>() : [Loose];
        var left = broken == BrokenRule.MoveMarksNewPartitionOnly ? Array.Empty<string>() : [Loose];
        var movedInBulk = broken == BrokenRule.BulkMoveMarksOldPartitionOnly ? Array.Empty<string>() : [Loose];
        var bulk = broken == BrokenRule.PartitionWriteWithoutBulk ? Array.Empty<string>() : [Bulk];
        var unknown = broken == BrokenRule.UnknownRowsMarkAllOnly ? Array.Empty<string>() : [Bulk, Loose];
        var remembered = broken == BrokenRule.RememberedPartitionMarked ? Array.Empty<string>() : [Partition];
        return
        [
            ("row 5 of partition 3", [All, Row, .. remembered], true, true),
            ("row 6 of partition 3", [All, Partition], false, true),
            ("row 7 of partition 4", [All], false, false),
            ("row 5 of a partition that it does not know", [All, Row, .. loose], true, true),
            ("row 5, which it moves to partition 4", [All, Row, .. left], true, true),
            ("row 7, which it moves to partition 3", [All, Loose], false, true),
            ("unknown rows of partition 3", [All, .. bulk, Partition], true, true),
            ("unknown rows of partition 4", [All, .. bulk], false, false),
            ("unknown rows of partition 4, which it moves to 3", [All, Bulk, .. movedInBulk], false, true),
            ("unknown rows", [All, .. unknown], true, true),
        ];
    }

    private static ModelScenario Create(
        string name,
        BrokenRule broken,
        string[] tags,
        Func<(string Name, string[] Marks, bool Row, bool Partition), bool> changes
    )
    {
        var writes = Writes(broken)
            .Select(write => new Write(write.Name, BitsOf(tags, write.Marks), changes(write) ? 1 : 0))
            .Where(write => write.Changes != 0)
            .GroupBy(write => write.Tags)
            .Select(same => new Write(string.Join(", or ", same.Select(write => write.Name)), same.Key, 1))
            .ToArray();
        return new ModelScenario
        {
            Name = name,
            Tags = tags,
            Queries = [new Query(name, [.. Enumerable.Range(0, tags.Length)])],
            Readers = [new ReaderRole(0), new ReaderRole(0)],
            Writers = [writes, writes],
            Reads = ModelScenario.Unlimited,
            Broken = broken,
        };
    }

    private static int BitsOf(string[] tags, string[] marks) =>
        marks.Select(mark => Array.IndexOf(tags, mark)).Where(i => i >= 0).Aggregate(0, (bits, i) => bits | (1 << i));
}
