using System.Data;
using Microsoft.Data.Sqlite;

namespace EfCache.Specification.Tests.Databases;

/// <summary>Notes its execution. All ways of execution end in one of these.</summary>
public sealed class CountingSqliteCommand(CommandLog log) : SqliteCommand
{
    public override int ExecuteNonQuery()
    {
        log.Add(CommandText);
        return base.ExecuteNonQuery();
    }

    public override object? ExecuteScalar()
    {
        log.Add(CommandText);
        return base.ExecuteScalar();
    }

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        log.Add(CommandText);
        return base.ExecuteReader(behavior);
    }
}
