using System.Data;
using Microsoft.Data.Sqlite;

namespace EfCache.Specification.Tests.Databases;

/// <summary>Notes its execution. All ways of execution end in this one.</summary>
public sealed class CountingSqliteCommand(CommandLog log) : SqliteCommand
{
    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        log.Add(CommandText);
        return base.ExecuteReader(behavior);
    }
}
