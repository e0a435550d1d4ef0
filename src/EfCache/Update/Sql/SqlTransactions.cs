namespace EfCache.Update.Sql;

/// <summary>Finds what SQL does to the connection's transaction. In doubt one is open.</summary>
internal static class SqlTransactions
{
    private static readonly string[] Beginnings = ["begin", "start", "savepoint", "save"];

    /// <summary>Whether the text, which is not understood, might begin a transaction.</summary>
    public static bool BeginsSomewhere(string sql) =>
        Array.Exists(Beginnings, word => sql.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the text may begin a transaction, and whether none is open when all of it has run.</summary>
    public static (bool MayBegin, bool Ends) ControlOf(string sql, IReadOnlyList<SqlToken> tokens, SqlDialect dialect)
    {
        var mayBegin = false;
        var ends = false;
        var isFirst = true;
        var defines = false; // A trigger or a function has a BEGIN and an END of its own.
        for (var i = 0; i < tokens.Count; i++)
        {
            if (MayBegin(sql, tokens[i], isFirst, dialect))
            {
                mayBegin = true;
                ends = false;
            }
            else if (isFirst)
            {
                defines |= tokens[i].Is(sql, "create") || tokens[i].Is(sql, "alter");
                if (!defines && EndOf(sql, tokens, i, dialect) is { } isOver)
                {
                    ends = isOver;
                    mayBegin |= !isOver;
                }
            }

            isFirst = tokens[i].Kind == SqlTokenKind.Semicolon;
        }

        return (mayBegin, ends);
    }

    /// <summary>Where nothing separates statements, such a word counts wherever it is.</summary>
    private static bool MayBegin(string sql, SqlToken token, bool isFirst, SqlDialect dialect) =>
        (isFirst || dialect is SqlDialect.SqlServer or SqlDialect.Unknown)
        && (
            token.Is(sql, "begin")
            || token.Is(sql, "start")
            || token.Is(sql, "savepoint")
            || (token.Is(sql, "save") && dialect == SqlDialect.SqlServer)
        );

    /// <summary>False when a statement that ends a transaction begins the next one; null for all others.</summary>
    private static bool? EndOf(string sql, IReadOnlyList<SqlToken> tokens, int first, SqlDialect dialect)
    {
        var isRollback = tokens[first].Is(sql, "rollback") || tokens[first].Is(sql, "abort");
        if (!isRollback && !tokens[first].Is(sql, "commit") && !tokens[first].Is(sql, "end"))
        {
            return null;
        }

        var last = first;
        var isChained = false;
        while (last + 1 < tokens.Count && tokens[last + 1].Kind != SqlTokenKind.Semicolon)
        {
            last++;
            if (tokens[last].Is(sql, "to") || tokens[last].Is(sql, "prepared"))
            {
                return null; // A savepoint, or another session's transaction: nothing changes for this one.
            }

            isChained |= tokens[last].Is(sql, "chain") && !tokens[last - 1].Is(sql, "no");
        }

        if (isChained)
        {
            return false;
        }

        return dialect switch
        {
            SqlDialect.Sqlite or SqlDialect.PostgreSql => true,
            // A commit ends the innermost of nested ones; a rollback ends all of them, unless it names a savepoint.
            _ when isRollback && (last == first || (last == first + 1 && IsNoise(sql, tokens[last]))) => true,
            _ => null,
        };
    }

    private static bool IsNoise(string sql, SqlToken token) =>
        token.Is(sql, "tran") || token.Is(sql, "transaction") || token.Is(sql, "work");
}
