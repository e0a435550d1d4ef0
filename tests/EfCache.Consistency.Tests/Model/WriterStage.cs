namespace EfCache.Consistency.Tests.Model;

internal enum WriterStage : byte
{
    /// <summary>Has written, has not sent COMMIT, and marks.</summary>
    Marking,

    /// <summary>Sent COMMIT and lost its connection; the database has yet to commit or to roll back.</summary>
    Pending,

    /// <summary>The database has, and the writer does not know.</summary>
    Settled,

    /// <summary>Knows that the commit is visible.</summary>
    Committed,

    /// <summary>Knows that it was rolled back.</summary>
    RolledBack,

    Done,

    Crashed,
}
