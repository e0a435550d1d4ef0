namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>What can be wrong with a read.</summary>
internal enum ViolationKind
{
    /// <summary>A version older than one that was acknowledged, or seen by another read, before the read began.</summary>
    Stale,

    /// <summary>A row that was deleted before the read began.</summary>
    Resurrected,

    /// <summary>A row is not there that was inserted before the read began, and that nobody deletes or moves meanwhile.</summary>
    Missing,

    /// <summary>A version, or a deletion, that was rolled back.</summary>
    RolledBack,

    /// <summary>A count, a sum or a maximum that no state of the rows since the read's begin can have given.</summary>
    Aggregate,

    /// <summary>A row whose columns do not belong together, or that was not asked for.</summary>
    Torn,

    /// <summary>Inside of its own transaction a read did not return what the transaction had written.</summary>
    OwnWrite,

    /// <summary>The database does not hold what it should by all that was noted: the checker itself is wrong.</summary>
    Checker,
}
