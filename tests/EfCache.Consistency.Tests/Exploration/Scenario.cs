using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>Who does what; the explorer decides when.</summary>
internal sealed class Scenario
{
    private static readonly Tag All = new("t:rows:all");
    private static readonly Tag Bulk = new("t:rows:bulk");
    private static readonly Tag Row = new("t:rows:id=5");

    private Scenario(TestRequest[] readers, Tag[][] writers, Breakage breakage, bool looksAgain, bool shares = false)
    {
        Readers = readers;
        Tags = [.. writers.SelectMany(tags => tags).Concat(readers.SelectMany(reader => reader.Tags)).Distinct()];
        WriterPrograms = [.. writers.Select(tags => ProgramOf(tags, breakage))];
        Breakage = breakage;
        ReaderStep[] miss =
            breakage == Breakage.TicketAfterRead
                ? [ReaderStep.Lookup, ReaderStep.ReadDatabase, ReaderStep.TakeTicket, ReaderStep.Fill]
                : [ReaderStep.Lookup, ReaderStep.TakeTicket, ReaderStep.ReadDatabase, ReaderStep.Fill];
        ReaderStep[] sharedMiss =
        [
            ReaderStep.Lookup,
            ReaderStep.TakeTicket,
            ReaderStep.Join,
            ReaderStep.ReadDatabase,
            ReaderStep.Fill,
            ReaderStep.Land,
        ];
        miss = shares ? sharedMiss : miss;
        ReaderProgram = looksAgain ? [.. miss, ReaderStep.Lookup] : miss;
    }

    public TestRequest[] Readers { get; }

    public ReaderStep[] ReaderProgram { get; }

    public WriterStep[][] WriterPrograms { get; }

    public Tag[] Tags { get; }

    public Breakage Breakage { get; }

    /// <summary>Each writer may stop for ever before any of its steps, and leases may then end.</summary>
    public bool Crashes { get; init; }

    /// <summary>The store may lose every entry and every stamp, once, at any time.</summary>
    public bool Clears { get; init; }

    /// <summary>Two readers of one query and two writers, all of one tag.</summary>
    public static Scenario OneTag(
        Breakage breakage = Breakage.None,
        bool looksAgain = true,
        int writers = 2,
        bool crashes = false,
        bool clears = false
    ) =>
        new(
            [new TestRequest("table", All), new TestRequest("table", All)],
            [.. Enumerable.Repeat<Tag[]>([All], writers)],
            breakage,
            looksAgain
        )
        {
            Crashes = crashes,
            Clears = clears,
        };

    /// <summary>Readers of one query that share a database read where they may, and writers of its tag.</summary>
    public static Scenario Shared(
        Breakage breakage = Breakage.None,
        int readers = 2,
        int writers = 2,
        bool looksAgain = true
    ) =>
        new(
            [.. Enumerable.Range(0, readers).Select(_ => new TestRequest("table", All))],
            [.. Enumerable.Repeat<Tag[]>([All], writers)],
            breakage,
            looksAgain,
            shares: true
        );

    /// <summary>Two readers of one row; one writer of that row, and one of unknown rows.</summary>
    public static Scenario RowAndBulk(
        Breakage breakage = Breakage.None,
        bool looksAgain = true,
        bool crashes = false,
        bool clears = false
    ) =>
        new(
            [new TestRequest("row", Row, Bulk), new TestRequest("row", Row, Bulk)],
            [
                [Row, All],
                [Bulk, All],
            ],
            breakage,
            looksAgain
        )
        {
            Crashes = crashes,
            Clears = clears,
        };

    /// <summary>A reader of one row and a reader of the table; one writer of that row, and one of unknown rows.</summary>
    public static Scenario RowAndTable(Breakage breakage = Breakage.None, bool crashes = false) =>
        new(
            [new TestRequest("row", Row, Bulk), new TestRequest("table", All)],
            [
                [Row, All],
                [Bulk, All],
            ],
            breakage,
            looksAgain: true
        )
        {
            Crashes = crashes,
        };

    private static WriterStep[] ProgramOf(Tag[] tags, Breakage breakage)
    {
        var written = breakage == Breakage.WriteFirstTagOnly ? tags[..1] : tags;
        var marks = breakage == Breakage.SkipMark ? [] : written.Select(WriterStep.Mark);
        var bumps = written.Select(WriterStep.Bump);
        return breakage == Breakage.BumpBeforeCommit
            ? [.. marks, .. bumps, WriterStep.Commit]
            : [.. marks, WriterStep.Commit, .. bumps];
    }
}
