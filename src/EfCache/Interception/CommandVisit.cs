using System.Data.Common;
using EfCache.Query;
using EfCache.Query.Keys;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>One query on its way through the portable door.</summary>
/// <param name="reader">The query.</param>
/// <param name="connection">The context's connection.</param>
/// <param name="previous">The visit that this one is inside of: an interceptor may run a query of its own.</param>
/// <param name="restore">Puts the previous visit back.</param>
internal sealed class CommandVisit(
    QueryReader reader,
    IRelationalConnection connection,
    CommandVisit? previous,
    Action<CommandVisit?> restore
)
{
    private DbCommand? _command;
    private byte[] _commandKey = [];
    private Miss? _miss;
    private DbDataReader? _databaseReader;

    public QueryReader Reader => reader;

    public IRelationalConnection Connection => connection;

    /// <summary>The command was answered from the cache.</summary>
    public bool IsReplayed { get; private set; }

    /// <summary>
    /// Adds the command itself to the key: another interceptor may have changed it already. False when it can't be written
    /// exactly, or when it is another command than the visit's.
    /// </summary>
    public bool TryComplete(DbCommand command)
    {
        if (_command is not null)
        {
            return false;
        }

        var key = reader.Request.KeyForAppending;
        var start = key.Length;
        if (!TryWrite(key, command))
        {
            key.Truncate(start);
            return false;
        }

        _command = command;
        _commandKey = key.Written[start..].ToArray();
        return true;
    }

    /// <summary>Keeps what the lookup came to; the rows, if they are there.</summary>
    public CachedResult? Take(Answer answer)
    {
        _miss = answer.Miss;
        IsReplayed = answer.Result is not null;
        return answer.Result;
    }

    public void NoteReader(DbCommand command, DbDataReader databaseReader)
    {
        if (ReferenceEquals(command, _command))
        {
            _databaseReader = databaseReader;
        }
    }

    /// <summary>Whether there is something to store, or EF wanted the result buffered, which was left to us.</summary>
    public bool MustRecord(RelationalDataReader live, RelationalCommandParameterObject parameters) =>
        parameters.ReaderColumns is not null || MissOf(live) is not null;

    /// <summary>The miss, if what came back is what the key says: the same command, and the database's own reader.</summary>
    public Miss? MissOf(RelationalDataReader live) =>
        _miss is not null && ReferenceEquals(live.DbDataReader, _databaseReader) && IsUnchanged(live.DbCommand)
            ? _miss
            : null;

    /// <summary>Whether the command is still what was looked up: interceptors after ours may have changed it.</summary>
    public bool IsUnchanged(DbCommand command)
    {
        var now = new KeyBuffer();
        return ReferenceEquals(command, _command) && TryWrite(now, command) && now.Written.SequenceEqual(_commandKey);
    }

    public void Leave()
    {
        _miss?.FailUnlessEnded();
        restore(previous);
    }

    private static bool TryWrite(KeyBuffer key, DbCommand command)
    {
        key.WriteString(command.CommandText);
        key.WriteInt32((int)command.CommandType);
        key.WriteInt32(command.Parameters.Count);
        foreach (DbParameter parameter in command.Parameters)
        {
            if (!ExactValue.TryWriteParameter(key, parameter))
            {
                return false;
            }
        }

        return true;
    }
}
