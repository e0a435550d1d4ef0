using System.Data.Common;
using System.Runtime.CompilerServices;
using EfCache.Query.Replay;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>
/// The readers of a connection that may still be open. On SQLite whatever a connection reads as long as one is open is of the
/// snapshot that the first of them began with: older than a ticket that is taken now, and so not to be stored (rule 2).
/// </summary>
/// <remarks>
/// A reader says itself whether it is closed, so that none has to be watched. By the connection, since contexts may share it; a
/// connection is used by one thread at a time. Other databases give each command a snapshot of its own, or allow one reader only.
/// </remarks>
internal sealed class OpenReaders
{
    private static readonly ConditionalWeakTable<DbConnection, OpenReaders> Connections = [];

    private readonly List<DbDataReader> _readers = [];

    public static OpenReaders Of(DbConnection connection) =>
        Connections.GetValue(connection, static _ => new OpenReaders());

    /// <summary>Whether something is being read on the connection.</summary>
    public static bool IsAnyOn(IRelationalConnection connection) =>
        Connections.TryGetValue(connection.DbConnection, out var readers) && readers.IsAnyOpen();

    /// <summary>The caller got the reader, and closes it when it likes.</summary>
    public void Note(DbDataReader reader)
    {
        // What is replayed has nothing to do with the connection any more.
        if (reader is not ReplayDataReader)
        {
            ForgetClosed();
            _readers.Add(reader);
        }
    }

    private bool IsAnyOpen()
    {
        ForgetClosed();
        return _readers.Count > 0;
    }

    private void ForgetClosed()
    {
        // Mostly none or one: a loop without a delegate.
        for (var i = _readers.Count - 1; i >= 0; i--)
        {
            if (_readers[i].IsClosed)
            {
                _readers.RemoveAt(i);
            }
        }
    }
}
