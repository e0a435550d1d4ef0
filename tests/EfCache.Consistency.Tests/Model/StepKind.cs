namespace EfCache.Consistency.Tests.Model;

internal enum StepKind : byte
{
    FetchEntry,
    FetchCell,
    CompareAndSet,
    ReadDatabase,

    /// <summary>Takes the result of another reader's database read.</summary>
    Share,
    Fill,
    Land,

    /// <summary>After a hit: leaves it at that, or takes the fetched cells for a ticket.</summary>
    Leave,
    Refresh,

    /// <summary>Begins the reader's own transaction.</summary>
    BeginSnapshot,

    /// <summary>Reads in a transaction, as rule 8 has it: the database only.</summary>
    ReadInTransaction,

    Mark,
    Commit,

    /// <summary>COMMIT is sent and the connection lost.</summary>
    SendCommit,
    Rollback,

    /// <summary>The writer learns how its transaction ended.</summary>
    Learn,
    Bump,
    BumpAgain,
    MarkLate,
    Crash,

    CommitBecomesVisible,
    CommitIsDropped,
    LeaseEnds,
    QuarantineEnds,
    EpochsFirstLeaseEnds,
    EvictCell,
    EvictEntry,
    Save,
    RestartEmpty,
    RestartFromSaved,
}
