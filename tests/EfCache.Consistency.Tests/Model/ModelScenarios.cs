namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// The scenarios, each small enough to be explored to the end, with two readers and two writers. What one leaves out
/// another has; together they have every pair of things that can meet.
/// </summary>
/// <remarks>
/// Most let readers read for ever, and the store evict for ever. That is more than any number of reads, and fewer states:
/// how many reads are left is not a part of them. The interleavings are then endless, so those with bounds are counted.
/// </remarks>
internal static class ModelScenarios
{
    private const int Table = 0b1;
    private const int T = 0b1;
    private const int Second = 0b10;
    private const int Both = 0b11;

    /// <summary>One tag, and all that can happen to writers and to a store that keeps its marks, for ever.</summary>
    public static ModelScenario OneTag { get; } =
        new()
        {
            Name = "one tag",
            Tags = ["t"],
            Queries = [new Query("rows", [0])],
            Readers = [new ReaderRole(0), new ReaderRole(0)],
            Writers =
            [
                [new Write("t", T, Table)],
                [new Write("t", T, Table)],
            ],
            Reads = ModelScenario.Unlimited,
            Rollbacks = true,
            UnknownOutcomes = true,
            Crashes = true,
            Repeats = 1,
            CellEvictions = ModelScenario.Unlimited,
            EntryEvictions = ModelScenario.Unlimited,
        };

    /// <summary>One tag with bounds, so that the interleavings can be counted.</summary>
    public static ModelScenario OneTagCounted { get; } =
        OneTag with
        {
            Name = "one tag, counted",
            Reads = 2,
            Repeats = 0,
            CellEvictions = 1,
            EntryEvictions = 0,
        };

    /// <summary>As before with more reads and less that happens.</summary>
    public static ModelScenario ThreeReadsCounted { get; } =
        OneTagCounted with
        {
            Name = "one tag, three reads, counted",
            Reads = 3,
            CellEvictions = 0,
            Rollbacks = false,
        };

    /// <summary>Leases that end before COMMIT is sent, so that the writer marks again, and marks that arrive after the end.</summary>
    public static ModelScenario MarkedAgain { get; } =
        OneTag with
        {
            Name = "marks again, and late",
            Repeats = 0,
            Rollbacks = false,
            UnknownOutcomes = false,
            EntryEvictions = 0,
            EarlyEnds = 1,
            LateMarks = 1,
        };

    /// <summary>
    /// Two tags of one query, which nobody fetches, marks or bumps together; the second writer writes one of them.
    /// Rollbacks, unknown outcomes and repeats do to each tag on its own what they do to the only one.
    /// </summary>
    public static ModelScenario TwoTags { get; } =
        OneTag with
        {
            Name = "two tags",
            Tags = ["s", "t"],
            Queries = [new Query("joined rows", [0, 1])],
            Writers =
            [
                [new Write("s and t", Both, Table)],
                [new Write("t", Second, Table)],
            ],
            Rollbacks = false,
            UnknownOutcomes = false,
            Crashes = false,
            Repeats = 0,
            CellEvictions = 0,
            EntryEvictions = 0,
        };

    /// <summary>As before, with crashes and bounds.</summary>
    public static ModelScenario TwoTagsCrashed { get; } =
        TwoTags with
        {
            Name = "two tags and crashes, counted",
            Reads = 1,
            Crashes = true,
        };

    /// <summary>Both writers write both tags, with bounds.</summary>
    public static ModelScenario TwoTagsTwice { get; } =
        TwoTags with
        {
            Name = "two tags twice, counted",
            Writers =
            [
                [new Write("s and t", Both, Table)],
                [new Write("s and t", Both, Table)],
            ],
            Reads = 1,
        };

    /// <summary>All that can happen to one writer of two tags, and to their cells.</summary>
    public static ModelScenario TwoTagsLost { get; } =
        TwoTags with
        {
            Name = "two tags, crashes and evictions",
            Writers =
            [
                [new Write("s and t", Both, Table)],
            ],
            Crashes = true,
            CellEvictions = ModelScenario.Unlimited,
        };

    /// <summary>A store that may lose cells with writers in flight, and puts what is missing into quarantine.</summary>
    public static ModelScenario Quarantine { get; } =
        OneTag with
        {
            Name = "quarantine",
            IsStrict = true,
            Rollbacks = false,
            Repeats = 0,
        };

    public static ModelScenario QuarantineOfTwo { get; } =
        TwoTags with
        {
            Name = "quarantine, two tags",
            Readers = [new ReaderRole(0)],
            IsStrict = true,
            CellEvictions = ModelScenario.Unlimited,
        };

    /// <summary>A store that may lose cells with writers in flight, without quarantine: what is stale heals with the bump.</summary>
    public static ModelScenario LostMarks { get; } =
        OneTag with
        {
            Name = "lost marks",
            LosesMarks = true,
            CountsFromBump = true,
        };

    /// <summary>Commits that take longer than their leases: what is stale heals with the bump.</summary>
    public static ModelScenario OverlongCommits { get; } =
        OneTag with
        {
            Name = "commits after their leases",
            OverlongCommits = true,
            CountsFromBump = true,
        };

    /// <summary>
    /// One server that restarts, empty or from what it saved. A crashed writer's mark is one that no restart needs to
    /// lose; with one reader they are explored all the same.
    /// </summary>
    public static ModelScenario Restart { get; } =
        OneTag with
        {
            Name = "a restart",
            Repeats = 0,
            UnknownOutcomes = false,
            Rollbacks = false,
            Crashes = false,
            CellEvictions = 0,
            EntryEvictions = 0,
            Saves = 1,
            Restarts = 1,
        };

    public static ModelScenario RestartTwice { get; } =
        Restart with
        {
            Name = "two restarts, one reader",
            Readers = [new ReaderRole(0)],
            Crashes = true,
            Restarts = 2,
        };

    /// <summary>Two servers with a tag each, one of them with the entry. Either restarts, empty or from what it saved.</summary>
    public static ModelScenario TwoServers { get; } =
        TwoTags with
        {
            Name = "two servers, one reader",
            Servers = [0, 1],
            Readers = [new ReaderRole(0)],
            Saves = 1,
            Restarts = 1,
        };

    /// <summary>The same with two readers, one writer, and no saved state.</summary>
    public static ModelScenario TwoServersEmpty { get; } =
        TwoServers with
        {
            Name = "two servers, one writer",
            Readers = [new ReaderRole(0), new ReaderRole(0)],
            Writers =
            [
                [new Write("s and t", Both, Table)],
            ],
            Saves = 0,
        };

    /// <summary>Readers that take each other's results.</summary>
    public static ModelScenario Shared { get; } = OneTag with { Name = "shared reads", Shares = true, Repeats = 0 };

    public static ModelScenario SharedOfTwo { get; } =
        TwoTags with
        {
            Name = "shared reads, two tags",
            Writers =
            [
                [new Write("s and t", Both, Table)],
            ],
            Shares = true,
        };

    /// <summary>Readers that were served refresh the entry.</summary>
    public static ModelScenario Refreshed { get; } = OneTag with { Name = "refreshes", Refreshes = true };

    /// <summary>One reader reads within a writer's transaction.</summary>
    public static ModelScenario OwnWrites { get; } =
        OneTag with
        {
            Name = "own writes",
            Readers = [new ReaderRole(0), new ReaderRole(0, Transaction: 0)],
        };

    /// <summary>One reader reads in a transaction of its own, with a snapshot that may be older than the stamps.</summary>
    public static ModelScenario Snapshot { get; } =
        OneTag with
        {
            Name = "snapshots",
            Readers = [new ReaderRole(0), new ReaderRole(0, HasSnapshot: true)],
        };

    /// <summary>Two tags and all that can happen to their writers; ten million states.</summary>
    public static ModelScenario LargeTwoTags { get; } =
        TwoTags with
        {
            Name = "two tags, at large",
            Crashes = true,
            CellEvictions = 1,
        };

    /// <summary>Both writers write both tags, and readers read for ever; three million states.</summary>
    public static ModelScenario LargeTwoTagsTwice { get; } =
        TwoTagsTwice with
        {
            Name = "two tags twice, at large",
            Reads = ModelScenario.Unlimited,
        };

    /// <summary>Two servers, one reader, two restarts; three and a half million states.</summary>
    public static ModelScenario LargeTwoServers { get; } =
        TwoServers with
        {
            Name = "two servers, at large",
            Restarts = 2,
        };

    /// <summary>One server with crashes; two million states.</summary>
    public static ModelScenario LargeRestart { get; } = Restart with { Name = "a restart, at large", Crashes = true };

    /// <summary>Shared reads of two tags with two writers; nearly one and a half million states.</summary>
    public static ModelScenario LargeShared { get; } =
        TwoTags with
        {
            Name = "shared reads, two tags, at large",
            Shares = true,
        };
}
