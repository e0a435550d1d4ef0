namespace EfCache.Update.Sql;

/// <summary>
/// Takes SQL text apart as the database does. What is not whole, or could be read in two ways, is not taken apart at all.
/// </summary>
internal ref partial struct SqlTokenizer
{
    private readonly string _sql;
    private readonly SqlDialect _dialect;
    private int _position;

    private SqlTokenizer(string sql, SqlDialect dialect)
    {
        _sql = sql;
        _dialect = dialect;
    }

    /// <summary>The text's tokens; null when the text is not understood.</summary>
    public static List<SqlToken>? Tokenize(string sql, SqlDialect dialect)
    {
        // No database takes what comes after a NUL; a backslash is an escape to some.
        if (sql.Contains('\0', StringComparison.Ordinal) || (dialect == SqlDialect.Unknown && sql.Contains('\\')))
        {
            return null;
        }

        var tokens = new List<SqlToken>(sql.Length / 5 + 4);
        var tokenizer = new SqlTokenizer(sql, dialect);
        return tokenizer.ReadAll(tokens) ? tokens : null;
    }

    private char Current => _sql[_position];

    private readonly char Peek(int offset) => _position + offset < _sql.Length ? _sql[_position + offset] : '\0';

    private bool ReadAll(List<SqlToken> tokens)
    {
        while (true)
        {
            if (!TrySkipBlanks())
            {
                return false;
            }

            if (_position == _sql.Length)
            {
                return true;
            }

            var start = _position;
            if (ReadToken() is not { } kind)
            {
                return false;
            }

            tokens.Add(new SqlToken(kind, start, _position - start));
        }
    }

    /// <summary>Reads what begins here, and moves behind it.</summary>
    private SqlTokenKind? ReadToken()
    {
        var c = Current;
        return c switch
        {
            '\'' => ReadString(),
            '"' => ReadQuotedName(),
            '`' when _dialect != SqlDialect.PostgreSql => ReadBacktickedName(),
            '[' when _dialect != SqlDialect.PostgreSql => ReadBracketedName(),
            '(' => Take(1, SqlTokenKind.Open),
            ')' => Take(1, SqlTokenKind.Close),
            ',' => Take(1, SqlTokenKind.Comma),
            ';' => Take(1, SqlTokenKind.Semicolon),
            '{' => ReadPlaceholder(),
            '.' when !char.IsAsciiDigit(Peek(1)) => Take(1, SqlTokenKind.Dot),
            '.' => ReadNumber(),
            '$' => ReadDollar(),
            '@' or ':' or '?' or '#' => ReadMarked(c),
            _ when char.IsAsciiDigit(c) => ReadNumber(),
            _ when SqlCharacters.StartsWord(c, _dialect) => ReadWord(),
            _ when SqlCharacters.IsOperator(c, _dialect) => Take(1, SqlTokenKind.Operator),
            _ => null,
        };
    }

    private SqlTokenKind Take(int length, SqlTokenKind kind)
    {
        _position += length;
        return kind;
    }

    private SqlTokenKind? ReadWord()
    {
        var start = _position;
        SkipWord();
        if (_dialect != SqlDialect.PostgreSql || _position - start != 1 || _position == _sql.Length)
        {
            return SqlTokenKind.Word;
        }

        // A letter and a quote together begin another kind of string, or of name.
        var prefix = _sql[start];
        if (prefix is 'e' or 'E' && Current == '\'')
        {
            return ReadEscapeString();
        }

        if (prefix is 'u' or 'U' && Current == '&' && Peek(1) is '\'' or '"')
        {
            _position++;
            return Current == '"'
                ? ReadQuotedName() is null
                    ? null
                    : SqlTokenKind.EscapedName
                : ReadString();
        }

        return SqlTokenKind.Word;
    }

    private void SkipWord()
    {
        while (_position < _sql.Length && SqlCharacters.ContinuesWord(Current, _dialect))
        {
            _position++;
        }
    }

    /// <summary>A number, which no letter may follow at once: the dialects do not agree on where that one ends.</summary>
    private SqlTokenKind? ReadNumber()
    {
        if (Current == '0' && Peek(1) is 'x' or 'X')
        {
            _position += 2;
            Skip(char.IsAsciiHexDigit);
        }
        else
        {
            Skip(char.IsAsciiDigit);
            if (_position < _sql.Length && Current == '.')
            {
                _position++;
                Skip(char.IsAsciiDigit);
            }

            if (Peek(0) is 'e' or 'E' && char.IsAsciiDigit(Peek(Peek(1) is '+' or '-' ? 2 : 1)))
            {
                _position += 2;
                Skip(char.IsAsciiDigit);
            }
        }

        return SqlCharacters.ContinuesWord(Peek(0), _dialect) ? null : SqlTokenKind.Number;
    }

    private void Skip(Func<char, bool> belongs)
    {
        while (_position < _sql.Length && belongs(Current))
        {
            _position++;
        }
    }

    /// <summary>EF Core's place for a value, <c>{0}</c>.</summary>
    private SqlTokenKind? ReadPlaceholder()
    {
        _position++;
        var start = _position;
        Skip(char.IsAsciiDigit);
        return _position > start && Peek(0) == '}' ? Take(1, SqlTokenKind.Variable) : null;
    }

    /// <summary>A parameter, a variable or a temporary table; where the mark is none of these it is an operator.</summary>
    private SqlTokenKind? ReadMarked(char mark)
    {
        if (mark == '#')
        {
            return _dialect switch
            {
                SqlDialect.PostgreSql => Take(1, SqlTokenKind.Operator),
                SqlDialect.SqlServer => ReadName(SqlTokenKind.TemporaryName),
                _ => null,
            };
        }

        if (mark == '?')
        {
            if (_dialect == SqlDialect.PostgreSql)
            {
                return Take(1, SqlTokenKind.Operator);
            }

            _position++;
            Skip(char.IsAsciiDigit);
            return SqlCharacters.ContinuesWord(Peek(0), _dialect) ? null : SqlTokenKind.Variable;
        }

        // In PostgreSQL it may be an operator, or a part of a slice, before a name: then the name is not looked at, to no harm.
        // What else may follow an operator there, a number or a string between dollars, must be read as what it is.
        var isName =
            _dialect == SqlDialect.PostgreSql
                ? SqlCharacters.StartsWord(Peek(1), _dialect)
                : SqlCharacters.ContinuesWord(Peek(1), _dialect);
        return isName || (mark == '@' && _dialect != SqlDialect.PostgreSql)
            ? ReadName(SqlTokenKind.Variable)
            : Take(mark == ':' && Peek(1) == ':' ? 2 : 1, SqlTokenKind.Operator);
    }

    /// <summary>A name after its mark, which SQL Server may have twice.</summary>
    private SqlTokenKind? ReadName(SqlTokenKind kind)
    {
        var mark = Current;
        _position += mark == Peek(1) && _dialect == SqlDialect.SqlServer ? 2 : 1;
        var start = _position;
        SkipWord();
        // SQLite goes on with Tcl's names of variables, of any characters in parentheses.
        var isTcl = _dialect == SqlDialect.Sqlite && (Peek(0) == '(' || (Peek(0) == ':' && Peek(1) == ':'));
        return _position > start && !isTcl ? kind : null;
    }
}
