using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace EfCache.Settings;

/// <summary>
/// What raw SQL of some context left behind in open connections, for the others that use the same one: it is there until the
/// connection is closed.
/// </summary>
internal static class RawConnections
{
    private static readonly ConditionalWeakTable<DbConnection, State> States = [];

    /// <summary>Raw SQL began a transaction, or ended the one that it had begun.</summary>
    public static void NoteTransaction(DbConnection connection, bool isOpen)
    {
        if (isOpen)
        {
            Of(connection).HasTransaction = true;
        }
        else if (States.TryGetValue(connection, out var state))
        {
            state.HasTransaction = false;
        }
    }

    /// <summary>Raw SQL may have set something that changes what queries return.</summary>
    public static void NoteSetting(DbConnection connection) => Of(connection).HasSetting = true;

    public static bool HasTransaction(DbConnection connection) =>
        States.TryGetValue(connection, out var state) && state.HasTransaction;

    public static bool HasSetting(DbConnection connection) =>
        States.TryGetValue(connection, out var state) && state.HasSetting;

    private static State Of(DbConnection connection)
    {
        if (!States.TryGetValue(connection, out var state))
        {
            state = new State();
            States.Add(connection, state);
            connection.StateChange += ForgetIfClosed;
        }

        return state;
    }

    private static void ForgetIfClosed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed && sender is DbConnection connection)
        {
            States.Remove(connection);
            connection.StateChange -= ForgetIfClosed;
        }
    }

    private sealed class State
    {
        public bool HasTransaction { get; set; }

        public bool HasSetting { get; set; }
    }
}
