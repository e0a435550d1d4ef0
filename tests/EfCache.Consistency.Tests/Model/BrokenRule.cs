namespace EfCache.Consistency.Tests.Model;

/// <summary>A rule that somebody does not keep. The explorer must notice each.</summary>
public enum BrokenRule
{
    None,

    /// <summary>Rule 1: an entry is served whatever the cells say.</summary>
    ComparisonSkipped,

    /// <summary>Rule 1: the stamp from before is compared although a writer is in flight.</summary>
    HitUnderWriter,

    /// <summary>Rules 1 and 7: a cell that is missing counts as equal.</summary>
    MissingCellTakenForValid,

    /// <summary>Rule 2: the cells are fetched after the database was read.</summary>
    TicketAfterRead,

    /// <summary>Rule 2: a missing cell is set, whatever it is by now.</summary>
    MissingCellSetBlindly,

    /// <summary>Rules 2 and 6: a cell whose leases have ended is set, whatever it is by now.</summary>
    ExpiredCellSetBlindly,

    /// <summary>Rule 3: a refresh takes new stamps, and keeps the rows that it found.</summary>
    RefreshKeepsRows,

    /// <summary>Rule 3: a fill leaves an entry that is there as it is.</summary>
    FillAdds,

    /// <summary>Rule 4: writers do not mark.</summary>
    NoMark,

    /// <summary>Rule 4: a cell has room for one writer, the last.</summary>
    SingleSlot,

    /// <summary>Rule 4: the commit is sent although a lease has ended meanwhile.</summary>
    CommitAfterLease,

    /// <summary>Rule 5: writers bump before they commit.</summary>
    BumpBeforeCommit,

    /// <summary>Rule 5: writers bump although they do not know whether the commit is still to come.</summary>
    BumpOnUnknownOutcome,

    /// <summary>Rule 5: a bump that does not find its own mark does nothing.</summary>
    BumpOnlyWithOwnMark,

    /// <summary>Rule 5: a bump sets a fresh stamp although other writers are in flight.</summary>
    BumpOverwritesOthers,

    /// <summary>Rule 5: a bump that is said again brings the same stamp.</summary>
    StampSentTwice,

    /// <summary>Rule 5: stamps are counted, and begin anew where the cell was lost.</summary>
    CountersRestart,

    /// <summary>Rule 5: a writer that rolled back restores the stamp from before its mark.</summary>
    RollbackRestoresStamp,

    /// <summary>Rule 6: the end of a lease restores the stamp from before the mark.</summary>
    LeaseEndRestoresStamp,

    /// <summary>Rules 4 and 6: marks have no lease.</summary>
    NoLease,

    /// <summary>Rule 5: writers do not bump, and leave all to their leases.</summary>
    NoBump,

    /// <summary>Neither rule 5 nor rule 6: nothing ever takes a mark away.</summary>
    NeitherBumpNorLease,

    /// <summary>Rule 7: a missing cell gets a stamp at once, though a mark may have been lost with it.</summary>
    NoQuarantine,

    /// <summary>Rules 5 and 7: a bump that finds no cell makes a stamp, not a quarantine.</summary>
    BumpSkipsQuarantine,

    /// <summary>Rules 4 and 7: a mark that finds no cell makes one with no quarantine in it.</summary>
    MarkSkipsQuarantine,

    /// <summary>Rule 8: reads in a transaction that wrote use the cache and fill it.</summary>
    OwnWritesCached,

    /// <summary>Rule 8: reads in a transaction with a snapshot fill the cache.</summary>
    SnapshotFills,

    /// <summary>Rule 9: epochs are not compared.</summary>
    NoEpoch,

    /// <summary>Rule 9: the epochs of the time of the fill are stored.</summary>
    EpochOfFill,

    /// <summary>Rule 9: only cells on the entry's own server have an epoch.</summary>
    EpochOfEntryOnly,

    /// <summary>Rule 9: entries are filled right after a restart, which may have lost marks.</summary>
    NewEpochFilled,

    /// <summary>Rule 11: a read takes another's result whatever their stamps are.</summary>
    JoinsWithoutStamps,

    /// <summary>Narrowing: an entry of one row does not depend on <c>bulk</c>.</summary>
    RowWithoutBulk,

    /// <summary>Narrowing: a write of unknown rows marks <c>all</c> only.</summary>
    UnknownRowsMarkAllOnly,

    /// <summary>Narrowing: an entry of a partition does not depend on <c>loose</c>.</summary>
    PartitionWithoutLoose,

    /// <summary>Narrowing: a write of a known row in an unknown partition marks the row only.</summary>
    StubMarksRowOnly,

    /// <summary>Narrowing: a write of unknown rows in a known partition does not mark <c>bulk</c>.</summary>
    PartitionWriteWithoutBulk,

    /// <summary>Narrowing: a row that moves marks the partition that it comes to, and not <c>loose</c>.</summary>
    MoveMarksNewPartitionOnly,

    /// <summary>Narrowing: unknown rows that move into a partition are marked as rows of the one that they leave.</summary>
    BulkMoveMarksOldPartitionOnly,

    /// <summary>Narrowing: a writer marks the partition that it remembers, and another has moved the row since.</summary>
    RememberedPartitionMarked,
}
