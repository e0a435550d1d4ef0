using System.Buffers;

namespace EfCache.Update.Sql;

/// <content>What goes on until its end comes: comments, strings, names in quotes.</content>
internal ref partial struct SqlTokenizer
{
    // Whether these end a line, and with it a comment, is not agreed upon.
    private static readonly SearchValues<char> DoubtfulLineEnds = SearchValues.Create("\r\v\f\u0085\u2028\u2029");

    /// <summary>Moves behind white space and comments; false when a comment is not understood.</summary>
    private bool TrySkipBlanks()
    {
        while (_position < _sql.Length)
        {
            if (SqlCharacters.IsWhite(Current))
            {
                _position++;
            }
            else if (Current == '-' && Peek(1) == '-')
            {
                if (!TrySkipLineComment())
                {
                    return false;
                }
            }
            else if (Current == '/' && Peek(1) == '*')
            {
                if (!TrySkipBlockComment())
                {
                    return false;
                }
            }
            else
            {
                return true;
            }
        }

        return true;
    }

    private bool TrySkipLineComment()
    {
        var rest = _sql.AsSpan(_position);
        var length = _dialect == SqlDialect.PostgreSql ? rest.IndexOfAny('\n', '\r') : rest.IndexOf('\n');
        length = length < 0 ? rest.Length : length;
        _position += length;
        return _dialect switch
        {
            SqlDialect.Sqlite or SqlDialect.PostgreSql => true,
            SqlDialect.SqlServer => !rest[..length].TrimEnd('\r').ContainsAny(DoubtfulLineEnds),
            _ => false,
        };
    }

    private bool TrySkipBlockComment() =>
        _dialect switch
        {
            SqlDialect.Sqlite => SkipFlatComment(),
            SqlDialect.PostgreSql or SqlDialect.SqlServer => TrySkipNestedComment(),
            _ => false,
        };

    /// <summary>SQLite's ends where the first end is, or with the text.</summary>
    private bool SkipFlatComment()
    {
        var end = _sql.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        _position = end < 0 ? _sql.Length : end + 2;
        return true;
    }

    private bool TrySkipNestedComment()
    {
        var depth = 0;
        while (_position < _sql.Length)
        {
            if (Current == '/' && Peek(1) == '*')
            {
                if (Peek(2) == '/' && _dialect != SqlDialect.PostgreSql)
                {
                    return false; // A beginning, or an end?
                }

                depth++;
                _position += 2;
            }
            else if (Current == '*' && Peek(1) == '/')
            {
                depth--;
                _position += 2;
                if (depth == 0)
                {
                    return true;
                }
            }
            else
            {
                _position++;
            }
        }

        return false;
    }

    private SqlTokenKind? ReadString() =>
        // Where standard_conforming_strings is off, PostgreSQL takes a backslash for an escape: before a quote that matters.
        TrySkipQuoted('\'', isBackslashDoubtful: _dialect == SqlDialect.PostgreSql) ? SqlTokenKind.String : null;

    private SqlTokenKind? ReadQuotedName() => TrySkipQuoted('"') ? SqlTokenKind.QuotedName : null;

    private SqlTokenKind? ReadBacktickedName() =>
        _dialect != SqlDialect.SqlServer && TrySkipQuoted('`') ? SqlTokenKind.QuotedName : null;

    /// <summary>SQL Server doubles a bracket that is a part of the name; in SQLite the first one ends it.</summary>
    private SqlTokenKind? ReadBracketedName()
    {
        if (_dialect == SqlDialect.SqlServer)
        {
            return TrySkipQuoted(']') ? SqlTokenKind.QuotedName : null;
        }

        var end = _dialect == SqlDialect.Sqlite ? _sql.IndexOf(']', _position) : -1;
        return end < 0 ? null : Take(end + 1 - _position, SqlTokenKind.QuotedName);
    }

    /// <summary>Moves behind the quote that ends what begins here; a quote that is doubled does not.</summary>
    private bool TrySkipQuoted(char quote, bool isBackslashDoubtful = false)
    {
        _position++;
        while (_sql.IndexOf(quote, _position) is var next and >= 0)
        {
            if (isBackslashDoubtful && _sql[next - 1] == '\\')
            {
                return false;
            }

            _position = next + 1;
            if (Peek(0) != quote)
            {
                return true;
            }

            _position++;
        }

        return false;
    }

    /// <summary>
    /// PostgreSQL's <c>E'...'</c>. What continues it in another line is read as a string of the other kind, which differs only
    /// where a backslash is before a quote, and is not understood there.
    /// </summary>
    private SqlTokenKind? ReadEscapeString()
    {
        _position++;
        while (_position < _sql.Length)
        {
            switch (Current)
            {
                case '\\':
                    _position += 2;
                    break;
                case '\'' when Peek(1) == '\'':
                    _position += 2;
                    break;
                case '\'':
                    return Take(1, SqlTokenKind.String);
                default:
                    _position++;
                    break;
            }
        }

        return null;
    }

    /// <summary>A string between <c>$tag$</c>, a parameter <c>$1</c>, or a variable.</summary>
    private SqlTokenKind? ReadDollar()
    {
        switch (_dialect)
        {
            case SqlDialect.Sqlite or SqlDialect.SqlServer:
                return ReadName(SqlTokenKind.Variable);
            case SqlDialect.PostgreSql when char.IsAsciiDigit(Peek(1)):
                _position++;
                Skip(char.IsAsciiDigit);
                return SqlCharacters.ContinuesWord(Peek(0), _dialect) ? null : SqlTokenKind.Variable;
            case SqlDialect.PostgreSql:
                return ReadDollarQuoted();
            default:
                return null;
        }
    }

    private SqlTokenKind? ReadDollarQuoted()
    {
        var start = _position++;
        while (Peek(0) != '$' && SqlCharacters.ContinuesWord(Peek(0), _dialect))
        {
            _position++;
        }

        if (Peek(0) != '$')
        {
            return null;
        }

        _position++;
        var tag = _sql.AsSpan(start, _position - start);
        var end = _sql.AsSpan(_position).IndexOf(tag, StringComparison.Ordinal);
        return end < 0 ? null : Take(end + tag.Length, SqlTokenKind.String);
    }
}
