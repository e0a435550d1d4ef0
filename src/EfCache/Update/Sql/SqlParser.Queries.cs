namespace EfCache.Update.Sql;

/// <content>Queries, and what may be anywhere in them.</content>
internal sealed partial class SqlParser
{
    /// <summary>A query or a statement that writes, with what WITH puts before it.</summary>
    private bool TryParseQuery()
    {
        if (IsAt("with") && !TryParseWith())
        {
            return false;
        }

        if (
            IsAt(SqlTokenKind.Open)
            || IsAt("select")
            || IsAt("values")
            || (IsAt("table") && dialect is SqlDialect.PostgreSql or SqlDialect.Unknown)
        )
        {
            return TryParseRest(new SqlStatement());
        }

        return TryParseWrite();
    }

    /// <summary>The queries before the statement; any of them may write.</summary>
    private bool TryParseWith()
    {
        _position++;
        Take("recursive");
        do
        {
            if (IsAtEnd || !tokens[_position].IsName)
            {
                return false;
            }

            _queryNames.Add(NameOf(tokens[_position]));
            _position++;
            if (IsAt(SqlTokenKind.Open) && !TryParseGroup(isCall: false))
            {
                return false;
            }

            if (!Take("as"))
            {
                return false;
            }

            Take("not");
            Take("materialized");
            if (!IsAt(SqlTokenKind.Open) || !TryParseGroup(isCall: false))
            {
                return false;
            }
        } while (Take(SqlTokenKind.Comma));

        return true;
    }

    /// <summary>What is in parentheses, which may be a query or a statement that writes.</summary>
    /// <param name="isCall">Whether a name before it makes it the arguments of a function.</param>
    private bool TryParseGroup(bool isCall)
    {
        if (++_depth > DeepestNesting)
        {
            return false;
        }

        HasUnknownCall |= isCall && IsUnknownCall(_position);
        _position++;
        var isQuery =
            IsAt(SqlTokenKind.Word)
            && (SqlWords.NestedVerbs.Has(CurrentText) || IsReplace(_position))
            && KindAt(_position + 1) is not (SqlTokenKind.Dot or SqlTokenKind.Comma or SqlTokenKind.Close);
        if (!(isQuery ? TryParseQuery() : TryParseRest(new SqlStatement())) || !Take(SqlTokenKind.Close))
        {
            return false;
        }

        _depth--;
        return true;
    }

    /// <summary>Passes over everything up to the end of the statement, or of its parentheses.</summary>
    private bool TryParseRest(SqlStatement statement)
    {
        while (!IsAtEnd)
        {
            switch (tokens[_position].Kind)
            {
                case SqlTokenKind.Close or SqlTokenKind.Semicolon:
                    return true;
                case SqlTokenKind.Open:
                    if (!TryParseGroup(isCall: true))
                    {
                        return false;
                    }

                    break;
                case SqlTokenKind.Word when KindAt(_position - 1) != SqlTokenKind.Dot:
                    if (IsAtBatchVerb() && !IsClauseOf(statement))
                    {
                        return true;
                    }

                    if (!TryPassWord(statement))
                    {
                        return false;
                    }

                    break;
                default:
                    _position++;
                    break;
            }
        }

        return true;
    }

    /// <summary>A word that could write must stand where the grammar of the statement has it.</summary>
    private bool TryPassWord(SqlStatement statement)
    {
        if (IsAt("output") && dialect == SqlDialect.SqlServer)
        {
            statement.HasOutput = true;
        }
        else if (IsAt("into") && statement.HasOutput)
        {
            _position++;
            return TryAddTarget(EntityChange.Insert) && TrySkipColumns();
        }
        else if (IsAt("with"))
        {
            _position++;
            return IsAt(SqlTokenKind.Open) || (IsAt(SqlTokenKind.Word) && SqlWords.AfterWith.Has(CurrentText));
        }
        else if (IsClauseOf(statement))
        {
            return Take("delete")
                || (Take("insert") && TrySkipColumns())
                || (Take("update") && (IsLock(_position - 1) || TryParseClauseSet(statement)));
        }
        else if (IsWriting(CurrentText) || IsReplace(_position))
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Whether the verb here is none, but a part of the statement that it is in.</summary>
    private bool IsClauseOf(SqlStatement statement)
    {
        if (!IsAt("update") && !IsAt("delete") && !IsAt("insert"))
        {
            return false;
        }

        return (statement.IsMerge && IsWordAt(_position - 1, "then"))
            || (IsAt("update") && statement.IsInsert && IsWordAt(_position - 1, "do"))
            || (IsAt("update") && IsLock(_position));
    }

    /// <summary>FOR UPDATE and FOR NO KEY UPDATE lock rows and write none.</summary>
    private bool IsLock(int update) =>
        dialect is SqlDialect.PostgreSql or SqlDialect.Unknown
        && (
            IsWordAt(update - 1, "for")
            || (IsWordAt(update - 1, "key") && IsWordAt(update - 2, "no") && IsWordAt(update - 3, "for"))
        );

    private bool IsWriting(ReadOnlySpan<char> word) =>
        SqlWords.Writing.Has(word)
        || (dialect is SqlDialect.SqlServer or SqlDialect.Unknown && SqlWords.WritingInBatches.Has(word));

    /// <summary>REPLACE writes as a statement, and is a function as a function.</summary>
    private bool IsReplace(int position) => IsWordAt(position, "replace") && KindAt(position + 1) != SqlTokenKind.Open;

    /// <summary>
    /// Whether anything but an operator, another parenthesis or a word that is known to be harmless stands before the
    /// parenthesis: it may be a function, of a user's own, in whatever quotes and of whatever schema.
    /// </summary>
    private bool IsUnknownCall(int open)
    {
        if (open == 0)
        {
            return false;
        }

        var before = tokens[open - 1];
        if (before.IsName && IsWordAt(open - 2, "as"))
        {
            return false; // Another name for a table, with its columns.
        }

        return before.Kind switch
        {
            SqlTokenKind.Word => KindAt(open - 2) == SqlTokenKind.Dot
                || !SqlFunctionNames.IsHarmless(before.In(sql), dialect),
            SqlTokenKind.Operator => before.In(sql) is "]",
            SqlTokenKind.Open
            or SqlTokenKind.Close
            or SqlTokenKind.Comma
            or SqlTokenKind.Semicolon
            or SqlTokenKind.Number => false,
            _ => true,
        };
    }
}
