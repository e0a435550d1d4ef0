namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>A read that must not have been.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">Which read, of what, and the row's history.</param>
internal sealed record Violation(ViolationKind Kind, string Text);
