namespace EfCache.Update.Sql;

/// <summary>What SQL text does, as far as the text tells.</summary>
internal sealed record SqlAnalysis
{
    /// <summary>It was understood whole, so that it writes no other tables than its targets, but by functions.</summary>
    public bool IsUnderstood { get; init; }

    /// <summary>The tables that it writes.</summary>
    public IReadOnlyList<SqlTarget> Targets { get; init; } = [];

    /// <summary>It calls a function, or may call one, that is not known: it may do anything.</summary>
    public bool HasUnknownCall { get; init; }

    /// <summary>
    /// It may leave something behind in its connection that changes what later queries return (a setting, a temporary table, a
    /// transaction), other than by a function.
    /// </summary>
    public bool LeavesState { get; init; }

    /// <summary>It may begin a transaction, whatever becomes of it in the same text.</summary>
    public bool MayBeginTransaction { get; init; }

    /// <summary>It leaves no transaction open when all of it has run.</summary>
    public bool EndsTransaction { get; init; }

    /// <summary>Whether it may leave something behind in its connection. In doubt it does.</summary>
    public bool MayChangeSession => LeavesState || HasUnknownCall;

    /// <summary>False only for text that can't write a table.</summary>
    /// <param name="trustsFunctions">Functions that are not known are taken for reads: the user says that the text is one.</param>
    public bool MayWrite(bool trustsFunctions = false) =>
        !IsUnderstood || Targets.Count > 0 || (HasUnknownCall && !trustsFunctions);

    public static SqlAnalysis Of(string sql, SqlDialect dialect)
    {
        if (sql.Length > LongestText || SqlTokenizer.Tokenize(sql, dialect) is not { } tokens)
        {
            return new SqlAnalysis { LeavesState = true, MayBeginTransaction = SqlTransactions.BeginsSomewhere(sql) };
        }

        var parser = new SqlParser(sql, tokens, dialect);
        var isUnderstood = parser.TryParse();
        if (dialect == SqlDialect.Unknown && parser.Targets.Count > 0)
        {
            isUnderstood = false; // How names are compared is not known either.
        }

        var (mayBegin, ends) = SqlTransactions.ControlOf(sql, tokens, dialect);
        return new SqlAnalysis
        {
            IsUnderstood = isUnderstood,
            Targets = isUnderstood ? parser.Targets : [],
            HasUnknownCall = parser.HasUnknownCall,
            LeavesState = parser.LeavesState || SqlSessionState.IsTouched(sql, tokens),
            MayBeginTransaction = mayBegin,
            EndsTransaction = ends,
        };
    }

    // A script of this size is nobody's single write; taking it apart would need many times its memory.
    private const int LongestText = 1 << 18;
}
