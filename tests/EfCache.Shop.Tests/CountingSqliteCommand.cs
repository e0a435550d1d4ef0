using System.Data;
using Microsoft.Data.Sqlite;

namespace EfCache.Shop.Tests;

/// <summary>Counts each execution. SqliteCommand sends ExecuteNonQuery, ExecuteScalar and all asynchronous twins through these.</summary>
internal sealed class CountingSqliteCommand(DatabaseActivity activity) : SqliteCommand
{
    private bool _isInside;

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior) =>
        Count(() => base.ExecuteReader(behavior));

    public override int ExecuteNonQuery() => Count(base.ExecuteNonQuery);

    public override object? ExecuteScalar() => Count(base.ExecuteScalar);

    private T Count<T>(Func<T> execute)
    {
        // ExecuteNonQuery and ExecuteScalar call ExecuteReader themselves: one execution counts once.
        if (_isInside)
        {
            return execute();
        }

        activity.NoteCommand();
        _isInside = true;
        try
        {
            return execute();
        }
        finally
        {
            _isInside = false;
        }
    }
}
