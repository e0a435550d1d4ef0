namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>How an operation ended, for the one who ran it.</summary>
internal enum WriteEnd
{
    Committed,

    /// <summary>As it was meant to.</summary>
    RolledBack,

    /// <summary>By the database: a deadlock, a version that another has changed meanwhile.</summary>
    Refused,

    /// <summary>By the library, before the commit: the store could not be told of it.</summary>
    NotMarked,

    /// <summary>There was nothing to write, or another was in the way.</summary>
    Nothing,

    /// <summary>The connection was lost at the commit: the journal will tell.</summary>
    Unknown,
}
