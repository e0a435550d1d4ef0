using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Update;

/// <summary>
/// Whether a write that failed is over: then nothing of it can become visible later, and it may be bumped. A connection that
/// was lost, or a time that ran out, leaves the server to commit or not.
/// </summary>
internal static class WriteOutcome
{
    public static bool IsKnown(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                // Nothing was sent that could be over later.
                case CacheInvalidationException:
                case DbUpdateConcurrencyException:
                    return true;
                case DbException database:
                    return IsKnown(database);
                case OperationCanceledException { InnerException: null }:
                case TimeoutException or IOException or SocketException:
                    return false;
            }
        }

        // Nothing of the connection: an exception of this side, before the statement was sent or after it was done.
        return true;
    }

    private static bool IsKnown(DbException exception)
    {
        if (exception.SqlState is { Length: 5 } state)
        {
            // Class 08: the connection; 57P: the server is going down; 40003: said by the server to be unknown.
            return !state.StartsWith("08", StringComparison.Ordinal)
                && !state.StartsWith("57P", StringComparison.Ordinal)
                && state != "40003";
        }

        // SQLite runs in this process: what it refused can't become visible later.
        return exception.GetType().FullName == "Microsoft.Data.Sqlite.SqliteException";
    }
}
