using Microsoft.Data.Sqlite;

namespace EfCache.Shop.Tests;

/// <summary>
/// A connection that counts. An interceptor could not stand here: it would change by which door the cache is entered, and it
/// sees what EF Core tells it, not what the database gets.
/// </summary>
internal sealed class CountingSqliteConnection(string connectionString, DatabaseActivity activity)
    : SqliteConnection(connectionString)
{
    public override void Open()
    {
        activity.NoteOpening();
        base.Open();
    }

    public override SqliteCommand CreateCommand() =>
        new CountingSqliteCommand(activity)
        {
            Connection = this,
            CommandTimeout = DefaultTimeout,
            Transaction = Transaction,
        };
}
