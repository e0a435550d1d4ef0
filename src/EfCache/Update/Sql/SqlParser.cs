namespace EfCache.Update.Sql;

/// <summary>
/// Splits a text into statements, and finds of each whether it is a read, or which tables it writes. It follows the grammar as
/// far as that says where a table is written; everything between is passed over, and has only to be free of words that write and
/// of functions that are not known. What does not fit is not understood.
/// </summary>
internal sealed partial class SqlParser(string sql, IReadOnlyList<SqlToken> tokens, SqlDialect dialect)
{
    // Deeper than anybody writes, and far from what a stack holds.
    private const int DeepestNesting = 200;

    private readonly List<SqlTarget> _targets = [];
    private readonly HashSet<string> _queryNames = new(StringComparer.OrdinalIgnoreCase);
    private int _position;
    private int _depth;

    public IReadOnlyList<SqlTarget> Targets => _targets;

    public bool HasUnknownCall { get; private set; }

    /// <summary>A statement may leave something behind in its connection, by its verb or since it is not understood.</summary>
    public bool LeavesState { get; private set; }

    private bool IsAtEnd => _position >= tokens.Count;

    /// <summary>Goes through all statements, of which there must be one: false when any is not understood.</summary>
    public bool TryParse()
    {
        var isUnderstood = true;
        var hasStatement = false;
        while (SkipSemicolons())
        {
            hasStatement = true;
            _queryNames.Clear();
            if (!TryParseStatement() || !IsAtStatementsEnd())
            {
                isUnderstood = false;
                _depth = 0;
                SkipStatement();
            }
        }

        return isUnderstood && hasStatement;
    }

    private bool SkipSemicolons()
    {
        while (IsAt(SqlTokenKind.Semicolon))
        {
            _position++;
        }

        return !IsAtEnd;
    }

    private void SkipStatement()
    {
        while (!IsAtEnd && !IsAt(SqlTokenKind.Semicolon))
        {
            _position++;
        }
    }

    private bool IsAtStatementsEnd() =>
        IsAtEnd
        || IsAt(SqlTokenKind.Semicolon)
        || IsAtBatchVerb()
        || (dialect == SqlDialect.SqlServer && IsAt("select"));

    private bool IsAtBatchVerb() => _depth == 0 && !IsAtEnd && IsBatchVerb(tokens[_position]);

    private bool TryParseStatement()
    {
        if (!IsAt(SqlTokenKind.Open) && !IsAt(SqlTokenKind.Word))
        {
            LeavesState = true;
            return false;
        }

        if (IsAt(SqlTokenKind.Word) && SqlWords.DefiningVerbs.Has(CurrentText))
        {
            return false; // It leaves nothing behind, whatever it does.
        }

        var leavesState = IsAt(SqlTokenKind.Word) && !SqlWords.StatelessVerbs.Has(CurrentText) && !IsAtBatchVariable();
        var isUnderstood = TryParseSpecial() ?? TryParseQuery();
        LeavesState |= leavesState || !isUnderstood;
        return isUnderstood;
    }

    /// <summary>DECLARE or SET of a variable, which is gone with its batch.</summary>
    private bool IsAtBatchVariable() =>
        dialect == SqlDialect.SqlServer
        && (IsAt("declare") || IsAt("set"))
        && KindAt(_position + 1) == SqlTokenKind.Variable;

    /// <summary>Statements that are neither a query nor one with a query's parts; null for all others.</summary>
    private bool? TryParseSpecial()
    {
        if (IsAt("truncate"))
        {
            return TryParseTruncate();
        }

        switch (dialect)
        {
            case SqlDialect.PostgreSql:
                return IsAt("copy") ? TryParseCopy()
                    : IsAt("explain") ? TryParseExplain()
                    : TryPassOver(SqlWords.SessionVerbs.Has(CurrentText));
            case SqlDialect.Sqlite:
                return IsAt("pragma") ? TryParsePragma()
                    : IsAt("explain") ? TryPassOver(true)
                    : TryPassOver(IsAt("begin") || IsAt("savepoint"));
            case SqlDialect.SqlServer when IsAtBatchVariable():
                _position++;
                return TryParseRest(new SqlStatement());
            case SqlDialect.SqlServer when IsAt("set"):
                return TryParseNoCount();
            case SqlDialect.Unknown when IsAt("show") || IsAt("explain"):
                return TryParseRest(new SqlStatement());
            default:
                return null;
        }
    }

    private bool? TryPassOver(bool isHarmless)
    {
        if (!isHarmless)
        {
            return null;
        }

        SkipStatement();
        return true;
    }

    /// <summary>The one setting of a session that many a batch begins with, and that changes no result.</summary>
    private bool TryParseNoCount()
    {
        _position++;
        return Take("nocount") && (Take("on") || Take("off"));
    }

    private bool TryParsePragma()
    {
        _position++;
        if (KindAt(_position + 1) == SqlTokenKind.Dot)
        {
            _position += 2;
        }

        if (!IsAt(SqlTokenKind.Word) || !(IsSettingPragma() || SqlWords.TellingPragmas.Has(CurrentText)))
        {
            return false;
        }

        SkipStatement();
        return true;
    }

    private bool IsSettingPragma() => SqlWords.SettingPragmas.Has(CurrentText);

    /// <summary>A plan is only told, unless it is run to be measured.</summary>
    private bool TryParseExplain()
    {
        _position++;
        if (IsAt(SqlTokenKind.Open))
        {
            // An option's name may be in quotes of any kind, so any of them may be the one that runs the statement.
            return TryParseGroup(isCall: false) && TryParseQuery();
        }

        if (Take("analyze") || Take("analyse"))
        {
            Take("verbose");
            return TryParseQuery();
        }

        SkipStatement();
        return true;
    }

    private bool IsAt(SqlTokenKind kind) => KindAt(_position) == kind;

    private bool IsAt(string word) => IsWordAt(_position, word);

    private bool IsWordAt(int position, string word) =>
        position >= 0 && position < tokens.Count && tokens[position].Is(sql, word);

    private SqlTokenKind? KindAt(int position) =>
        position >= 0 && position < tokens.Count ? tokens[position].Kind : null;

    private ReadOnlySpan<char> CurrentText => tokens[_position].In(sql);

    private bool Take(string word)
    {
        if (!IsAt(word))
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool Take(SqlTokenKind kind)
    {
        if (!IsAt(kind))
        {
            return false;
        }

        _position++;
        return true;
    }
}
