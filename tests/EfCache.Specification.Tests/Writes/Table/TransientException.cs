namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>A failure that passes: worth another try.</summary>
public sealed class TransientException() : Exception("Try again.");
