using Microsoft.Data.Sqlite;

namespace EfCache.Specification.Tests.Databases;

/// <summary>Gives out commands that note their execution.</summary>
public sealed class CountingSqliteConnection(string connectionString, CommandLog log)
    : SqliteConnection(connectionString)
{
    public override SqliteCommand CreateCommand() =>
        new CountingSqliteCommand(log)
        {
            Connection = this,
            CommandTimeout = DefaultTimeout,
            Transaction = Transaction,
        };
}
