namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>How a write ends: a column of the table.</summary>
public enum Outcome
{
    Commit,

    /// <summary>Rolled back by its writer, or refused by the database.</summary>
    Rollback,

    /// <summary>The writer stops for ever between its marks and its commit.</summary>
    CrashBeforeCommit,

    /// <summary>The writer stops for ever between its commit and its bump.</summary>
    CrashAfterCommit,

    /// <summary>The connection is lost on the way, and the database has not committed.</summary>
    UnknownNotCommitted,

    /// <summary>The connection is lost on the way back, and the database has committed.</summary>
    UnknownCommitted,
}
