namespace EfCache.Consistency.Tests.Model;

/// <summary>Which query a reader reads, and where.</summary>
/// <param name="Query">The query's index.</param>
/// <param name="Transaction">The writer in whose transaction it reads, or -1.</param>
/// <param name="HasSnapshot">It reads in a transaction of its own, which sees the database as it was.</param>
internal sealed record ReaderRole(int Query, int Transaction = -1, bool HasSnapshot = false)
{
    public bool IsInTransaction => HasSnapshot || Transaction >= 0;
}
