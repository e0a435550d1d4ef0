using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Settings;

/// <summary>
/// The transactions that contexts have begun or were handed, by their connections. SQLite and PostgreSQL run every command of
/// a connection inside its transaction, also those of another context that was never told of it.
/// </summary>
internal static class ConnectionTransactions
{
    private static readonly ConditionalWeakTable<DbConnection, DbTransaction> Noted = [];

    /// <summary>The transaction that the context's commands run in; null in auto-commit.</summary>
    public static DbTransaction? Of(IRelationalConnection connection) =>
        connection.CurrentTransaction?.GetDbTransaction() ?? Of(connection.DbConnection);

    /// <summary>The transaction that some context began on the connection or was handed; null if it is over.</summary>
    public static DbTransaction? Of(DbConnection connection)
    {
        if (!Noted.TryGetValue(connection, out var transaction))
        {
            return null;
        }

        if (!IsOver(transaction) && ReferenceEquals(transaction.Connection, connection))
        {
            return transaction;
        }

        Forget(connection);
        return null;
    }

    public static void Note(DbConnection connection, DbTransaction transaction) =>
        Noted.AddOrUpdate(connection, transaction);

    public static void Forget(DbConnection connection) => Noted.Remove(connection);

    /// <summary>
    /// Whether the transaction was committed, rolled back or disposed of, by whomever. Providers tell by having no connection
    /// any more, or by refusing to answer.
    /// </summary>
    public static bool IsOver(DbTransaction transaction)
    {
        try
        {
            _ = transaction.IsolationLevel;
            return transaction.Connection is null;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
