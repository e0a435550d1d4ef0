namespace EfCache.Consistency.Tests.Model;

/// <summary>How far a writer is. It has one transaction.</summary>
internal struct Writer
{
    public WriterStage Stage;

    /// <summary>Which of the scenario's writes it does.</summary>
    public byte Write;

    /// <summary>A bit for each tag whose mark it trusts; none as soon as it is known how the transaction ended.</summary>
    public byte Marked;

    public byte Bumped;

    /// <summary>How many of its bumps may be applied once more.</summary>
    public byte Repeats;

    /// <summary>How many of its marks may be applied once more, after the end.</summary>
    public byte LateMarks;

    /// <summary>How many of its leases may end too early, which it notices.</summary>
    public byte EarlyEnds;

    /// <summary>The stamps that it sent, where a broken rule sends them twice.</summary>
    public Pair Sent;

    /// <summary>The commit is still to come, so that its marks must stand.</summary>
    public readonly bool NeedsMarks => Stage is WriterStage.Marking or WriterStage.Pending;

    /// <summary>Neither has it touched the store, nor is anything still to be expected of it.</summary>
    public readonly bool IsActive =>
        Stage is WriterStage.Pending or WriterStage.Committed or WriterStage.RolledBack
        || (Stage == WriterStage.Marking && Marked != 0);
}
