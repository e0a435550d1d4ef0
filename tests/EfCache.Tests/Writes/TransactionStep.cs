namespace EfCache.Tests.Writes;

/// <summary>Where a transaction interceptor may throw.</summary>
public enum TransactionStep
{
    Committing,
    Committed,
}
