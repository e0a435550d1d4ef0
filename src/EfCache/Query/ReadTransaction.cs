using System.Data.Common;
using System.Transactions;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Storage;
using DataIsolationLevel = System.Data.IsolationLevel;

namespace EfCache.Query;

/// <summary>The transaction that a query is read in, explicit or ambient, if there is one.</summary>
internal static class ReadTransaction
{
    public static bool Contains(IRelationalConnection connection, CacheSession session) =>
        connection.CurrentTransaction is not null
        || Transaction.Current is not null
        || EnlistedTransaction(connection) is not null
        || (session.HasGivenConnection && IsShared(connection.DbConnection));

    /// <summary>
    /// Whether a query in it may be answered from the cache. Above READ COMMITTED an answer could come from after the
    /// transaction's snapshot; and what raw SQL did to the transaction, its isolation level for example, nobody knows.
    /// </summary>
    public static bool MayBeServed(IRelationalConnection connection, CacheSession session) =>
        session.Settings.ServeHitsInTransactions
        && !session.HasRawTransaction
        && !session.HasRawState
        && (
            connection.CurrentTransaction is not null
            || (EnlistedTransaction(connection) ?? Transaction.Current) is null
                ? ConnectionTransactions.Of(connection) is { } transaction && SeesWhatIsCommitted(transaction)
                : (EnlistedTransaction(connection) ?? Transaction.Current) is { } ambient
                    && SeesWhatIsCommitted(ambient)
        );

    /// <summary>The connection is in a transaction that another context began on it, by Entity Framework or by raw SQL.</summary>
    private static bool IsShared(DbConnection connection) =>
        ConnectionTransactions.Of(connection) is not null || RawConnections.HasTransaction(connection);

    private static bool SeesWhatIsCommitted(DbTransaction transaction)
    {
        try
        {
            return transaction.IsolationLevel is DataIsolationLevel.ReadCommitted or DataIsolationLevel.ReadUncommitted;
        }
        catch (InvalidOperationException)
        {
            return false; // It is over: whoever uses it still is told so by the database.
        }
    }

    private static bool SeesWhatIsCommitted(Transaction transaction)
    {
        try
        {
            return transaction.IsolationLevel is IsolationLevel.ReadCommitted or IsolationLevel.ReadUncommitted;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private static Transaction? EnlistedTransaction(IRelationalConnection connection) =>
        (connection as ITransactionEnlistmentManager)?.EnlistedTransaction;
}
