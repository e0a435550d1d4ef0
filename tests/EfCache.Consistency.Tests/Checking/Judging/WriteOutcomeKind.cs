namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>How an operation, or a part of it, ended.</summary>
internal enum WriteOutcomeKind : byte
{
    Pending,
    Committed,
    RolledBack,
}
