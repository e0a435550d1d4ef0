using System.Data.Common;
using EfCache.Settings;

namespace EfCache.Update;

/// <summary>A transaction that a context began itself: when it is gone without a word, it was rolled back.</summary>
/// <param name="transaction">The transaction.</param>
/// <param name="writes">What was written in it, by this context and others.</param>
/// <param name="generation">Which one it is of those that the object was used for.</param>
internal sealed class BegunTransaction(DbTransaction transaction, TransactionWrites writes, int generation)
{
    /// <summary>Whether it ended. Another may have begun with the same object since: then that one's end is waited for.</summary>
    public bool IsOver => ConnectionTransactions.IsOver(transaction);

    public bool Is(DbTransaction? other) => ReferenceEquals(transaction, other);

    /// <summary>What is to be bumped since it is over.</summary>
    public Write[] TakeEnded() => writes.TakeEnded(generation);
}
