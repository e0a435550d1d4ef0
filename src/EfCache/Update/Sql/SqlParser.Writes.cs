using System.Collections.Immutable;

namespace EfCache.Update.Sql;

/// <content>Statements that write.</content>
internal sealed partial class SqlParser
{
    private bool TryParseWrite() =>
        IsAt("insert") || IsReplace(_position) ? TryParseInsert()
        : IsAt("update") ? TryParseUpdate()
        : IsAt("delete") ? TryParseDelete()
        : IsAt("merge") && TryParseMerge();

    private bool TryParseInsert()
    {
        var change = EntityChange.Insert;
        if (Take("replace"))
        {
            // It deletes the rows that are in the way.
            change = EntityChange.Delete;
            if (dialect != SqlDialect.Sqlite || !IsAt("into"))
            {
                return false;
            }
        }
        else if (!(TakeVerb(ref change) && TrySkipTop()))
        {
            return false;
        }

        if (!(Take("into") || dialect == SqlDialect.SqlServer) || !TryReadTarget(out var target))
        {
            return false;
        }

        Add(target, change, []);
        return TryParseInserted(target);
    }

    /// <summary>What is inserted, and what is done instead where it is there already.</summary>
    private bool TryParseInserted(SqlTableName? target)
    {
        if (Take("as") && !TakeName())
        {
            return false;
        }

        if (!TrySkipHints())
        {
            return false;
        }

        // Columns, or the query itself.
        var isInserted = IsAt(SqlTokenKind.Word) && SqlWords.Inserted.Has(CurrentText);
        if (!isInserted && !(IsAt(SqlTokenKind.Open) && TrySkipColumns()))
        {
            return false;
        }

        var statement = new SqlStatement { IsInsert = true };
        if ((IsAt("with") && !TryParseWith()) || !TryParseRest(statement))
        {
            return false;
        }

        if (statement.Updates)
        {
            Add(target, EntityChange.Update, statement.AssignedColumns);
        }

        return true;
    }

    private bool TryParseUpdate()
    {
        var change = EntityChange.Update;
        if (!(TakeVerb(ref change) && TrySkipTop()))
        {
            return false;
        }

        Take("only");
        if (!TryReadTarget(out var target))
        {
            return false;
        }

        var isIndexed = TrySkipHints() && TrySkipAlias() && TrySkipIndexed();
        if (!isIndexed || !IsAt("set"))
        {
            return false;
        }

        _position++;
        return TryParseTargeted(target, change, AssignedColumns());
    }

    private bool TryParseDelete()
    {
        _position++;
        if (!TrySkipTop() || !(Take("from") || dialect == SqlDialect.SqlServer))
        {
            return false;
        }

        Take("only");
        return TryReadTarget(out var target)
            && !IsAt(SqlTokenKind.Comma)
            && TrySkipHints()
            && TryParseTargeted(target, EntityChange.Delete, []);
    }

    /// <summary>The rest of an update or a delete, which may tell what its target is another name for.</summary>
    private bool TryParseTargeted(SqlTableName? target, EntityChange change, ImmutableArray<string>? assigned)
    {
        var start = _position;
        if (!TryParseRest(new SqlStatement()))
        {
            return false;
        }

        if (target is null)
        {
            return true;
        }

        if (dialect == SqlDialect.SqlServer && !TryResolveAlias(start, _position, ref target))
        {
            return false;
        }

        _targets.Add(new SqlTarget(target, change, assigned));
        return true;
    }

    private bool TryParseMerge()
    {
        _position++;
        if (!TrySkipTop())
        {
            return false;
        }

        if (!Take("into") && dialect != SqlDialect.SqlServer)
        {
            return false;
        }

        Take("only");
        if (!TryReadTarget(out var target) || !TrySkipHints() || !TrySkipAlias() || !IsAt("using"))
        {
            return false;
        }

        // What it does to a row depends on the row; of a change of keys nothing is known.
        Add(target, EntityChange.Delete, assigned: null);
        return TryParseRest(new SqlStatement { IsMerge = true });
    }

    private bool TryParseTruncate()
    {
        _position++;
        if (!Take("table") && dialect != SqlDialect.PostgreSql)
        {
            return false;
        }

        if (dialect is not (SqlDialect.PostgreSql or SqlDialect.SqlServer))
        {
            return false;
        }

        do
        {
            Take("only");
            if (!TryAddTarget(EntityChange.Delete))
            {
                return false;
            }
        } while (Take(SqlTokenKind.Comma));

        if ((Take("restart") || Take("continue")) && !Take("identity"))
        {
            return false;
        }

        // CASCADE empties whatever refers to the table, of this model or not: then the statement does not end here.
        Take("restrict");
        return true;
    }

    /// <summary>PostgreSQL's COPY of a table or a query, unless a program of the server's takes a part in it.</summary>
    private bool TryParseCopy()
    {
        _position++;
        if (IsAt(SqlTokenKind.Open))
        {
            return TryParseGroup(isCall: false) && Take("to") && TryParseCopied();
        }

        if (!TryReadTarget(out var target) || !TrySkipColumns())
        {
            return false;
        }

        var isWrite = Take("from");
        if (!isWrite && !Take("to"))
        {
            return false;
        }

        if (isWrite)
        {
            Add(target, EntityChange.Insert, []);
        }

        return TryParseCopied();
    }

    private bool TryParseCopied()
    {
        if (!Take("stdin") && !Take("stdout") && !Take(SqlTokenKind.String))
        {
            return false;
        }

        Take("with");
        return TrySkipColumns() && TryParseRest(new SqlStatement());
    }

    /// <summary>The SET of an upsert or a merge, which changes its target.</summary>
    private bool TryParseClauseSet(SqlStatement statement)
    {
        if (!Take("set"))
        {
            return false;
        }

        statement.NoteUpdate(AssignedColumns);
        return true;
    }

    private bool TryAddTarget(EntityChange change)
    {
        if (!TryReadTarget(out var target))
        {
            return false;
        }

        Add(target, change, []);
        return true;
    }

    private void Add(SqlTableName? target, EntityChange change, ImmutableArray<string>? assigned)
    {
        if (target is not null)
        {
            _targets.Add(new SqlTarget(target, change, assigned));
        }
    }

    /// <summary>The verb, with SQLite's OR and what is to be done about a conflict.</summary>
    private bool TakeVerb(ref EntityChange change)
    {
        _position++;
        if (!IsAt("or"))
        {
            return true;
        }

        _position++;
        if (Take("replace"))
        {
            change = EntityChange.Delete;
            return dialect == SqlDialect.Sqlite;
        }

        // OR ROLLBACK may end a transaction.
        return dialect == SqlDialect.Sqlite && (Take("ignore") || Take("abort") || Take("fail"));
    }
}
