using EfCache.Consistency.Tests.Checking.Judging;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>An operation of which nobody knows yet whether it was committed.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Process">The server's process that may still be at it.</param>
internal sealed record UnknownEnd(WriteOperation Operation, int Process);
