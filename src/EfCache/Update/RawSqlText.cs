using System.Collections.Frozen;

namespace EfCache.Update;

/// <summary>Tells raw SQL that plainly only reads from all other, by its words alone. In doubt it writes.</summary>
/// <remarks>
/// It reads words in strings and comments as words too: a false alarm invalidates too much, which is safe, and a string
/// that hides the end of a string can't hide a word.
/// </remarks>
internal static class RawSqlText
{
    // A read begins with one of these.
    private static readonly FrozenSet<string> ReadingVerbs = new[]
    {
        "select",
        "with",
        "values",
        "table",
        "explain",
        "show",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // No read has one of these, but as an identifier.
    private static readonly FrozenSet<string> WritingWords = new[]
    {
        "insert",
        "update",
        "delete",
        "merge",
        "replace",
        "upsert",
        "truncate",
        "into",
        "create",
        "alter",
        "drop",
        "rename",
        "call",
        "exec",
        "execute",
        "do",
        "copy",
        "grant",
        "revoke",
        "attach",
        "detach",
        "pragma",
        "vacuum",
        "reindex",
        "analyze",
        "refresh",
        "cluster",
        "lock",
        "set",
        "reset",
        "begin",
        "start",
        "commit",
        "rollback",
        "savepoint",
        "release",
        "prepare",
        "declare",
        "import",
        "load",
        "bulk",
        "openrowset",
        "openquery",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What may stand before a parenthesis in a read: keywords, and functions of the databases that write no table.
    private static readonly FrozenSet<string> HarmlessBeforeParenthesis = new[]
    {
        "select",
        "from",
        "join",
        "where",
        "and",
        "or",
        "not",
        "in",
        "exists",
        "any",
        "all",
        "some",
        "as",
        "on",
        "using",
        "values",
        "over",
        "filter",
        "within",
        "group",
        "by",
        "order",
        "having",
        "when",
        "then",
        "else",
        "case",
        "between",
        "like",
        "is",
        "union",
        "except",
        "intersect",
        "distinct",
        "limit",
        "offset",
        "top",
        "with",
        "recursive",
        "materialized",
        "lateral",
        "count",
        "sum",
        "min",
        "max",
        "avg",
        "total",
        "coalesce",
        "ifnull",
        "isnull",
        "nullif",
        "iif",
        "cast",
        "convert",
        "try_cast",
        "abs",
        "round",
        "floor",
        "ceil",
        "ceiling",
        "power",
        "sqrt",
        "mod",
        "sign",
        "lower",
        "upper",
        "trim",
        "ltrim",
        "rtrim",
        "length",
        "len",
        "char_length",
        "substr",
        "substring",
        "left",
        "right",
        "concat",
        "concat_ws",
        "position",
        "instr",
        "strpos",
        "group_concat",
        "string_agg",
        "array_agg",
        "json_agg",
        "jsonb_agg",
        "json_extract",
        "json_each",
        "json_value",
        "json_query",
        "row_number",
        "rank",
        "dense_rank",
        "ntile",
        "lag",
        "lead",
        "first_value",
        "last_value",
        "date",
        "time",
        "datetime",
        "strftime",
        "julianday",
        "extract",
        "date_trunc",
        "date_part",
        "datepart",
        "dateadd",
        "datediff",
        "year",
        "month",
        "day",
        "now",
        "greatest",
        "least",
        "generate_series",
        "unnest",
        "nextval",
        "char",
        "varchar",
        "nvarchar",
        "numeric",
        "decimal",
        "random",
        "changes",
        "last_insert_rowid",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>False only for text that can't write a table.</summary>
    public static bool MayWrite(string sql)
    {
        var isFirst = true;
        var position = 0;
        while (TryReadWord(sql, ref position, out var word))
        {
            if (isFirst && !ReadingVerbs.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                return true;
            }

            isFirst = false;
            if (
                WritingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
                || (
                    IsBeforeParenthesis(sql, position)
                    && !HarmlessBeforeParenthesis.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
                )
            )
            {
                return true;
            }
        }

        // No word at all is no read that anybody writes.
        return isFirst;
    }

    /// <summary>
    /// Whether the text begins a transaction, or ends one: the last word about it decides. A word that ends one counts at the
    /// beginning of a statement only, since <c>CASE</c> has an <c>END</c> too: in doubt the transaction is still open.
    /// </summary>
    public static RawTransactionControl TransactionControlOf(string sql)
    {
        var control = RawTransactionControl.None;
        var position = 0;
        while (TryReadWord(sql, ref position, out var word))
        {
            if (IsAny(word, "begin", "start", "savepoint"))
            {
                control = RawTransactionControl.Begins;
            }
            else if (
                IsAny(word, "commit", "rollback", "end", "abort") && IsFirstOfStatement(sql, position - word.Length)
            )
            {
                control = RawTransactionControl.Ends;
            }
        }

        return control;
    }

    private static bool IsFirstOfStatement(string sql, int start)
    {
        var before = sql.AsSpan(0, start).TrimEnd();
        return before.IsEmpty || before[^1] == ';';
    }

    private static bool IsAny(ReadOnlySpan<char> word, params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (word.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadWord(string sql, ref int position, out ReadOnlySpan<char> word)
    {
        while (position < sql.Length && !IsWordStart(sql[position]))
        {
            position++;
        }

        var start = position;
        while (position < sql.Length && (IsWordStart(sql[position]) || char.IsAsciiDigit(sql[position])))
        {
            position++;
        }

        word = sql.AsSpan(start, position - start);
        return word.Length > 0;
    }

    private static bool IsBeforeParenthesis(string sql, int position)
    {
        // A quoted name may be a function's too: its closing quote is skipped like white space.
        while (position < sql.Length && (char.IsWhiteSpace(sql[position]) || sql[position] is '"' or '`' or ']'))
        {
            position++;
        }

        return position < sql.Length && sql[position] == '(';
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_' || c == '$';
}
