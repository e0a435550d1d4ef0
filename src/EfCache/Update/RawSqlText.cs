using System.Collections.Frozen;

namespace EfCache.Update;

/// <summary>Tells raw SQL that plainly only reads from all other, by its words alone. In doubt it writes.</summary>
/// <remarks>
/// It does not know strings: a word in a string counts as a word, and a comment, which might hide a word or the name of a
/// function, makes doubtful all that has one. A false alarm invalidates too much, which is safe.
/// </remarks>
internal static class RawSqlText
{
    // What every database takes for white space: other kinds are parts of names to some.
    private const string White = " \t\r\n\f";

    /// <summary>False only for text that can't write a table.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="trustsFunctions">Functions that are not known are taken for reads: the user says that the text is one.</param>
    public static bool MayWrite(string sql, bool trustsFunctions = false)
    {
        if (HasComment(sql) || HasSecondStatement(sql) || (!trustsFunctions && HasUnknownCall(sql)))
        {
            return true;
        }

        var isFirst = true;
        var position = 0;
        while (TryReadWord(sql, ref position, out var word))
        {
            if (
                (isFirst && !IsOneOf(word, RawSqlWords.ReadingVerbs))
                || IsOneOf(word, RawSqlWords.WritingWords)
                || IsReplaceStatement(sql, position, word)
            )
            {
                return true;
            }

            isFirst = false;
        }

        // No word at all is no read that anybody writes.
        return isFirst;
    }

    /// <summary>
    /// Whether the text may leave something behind in its connection that changes what later queries return: a setting, a
    /// temporary table, a transaction. In doubt it does.
    /// </summary>
    public static bool MayChangeSession(string sql)
    {
        if (sql.Contains('#', StringComparison.Ordinal))
        {
            return true; // SQL Server's temporary tables
        }

        var mayCall = false;
        var position = 0;
        while (TryReadWord(sql, ref position, out var word))
        {
            if (IsFirstOfStatement(sql, position - word.Length))
            {
                if (!IsOneOf(word, RawSqlWords.StatelessVerbs))
                {
                    return true;
                }

                mayCall |= word.Equals("select", StringComparison.OrdinalIgnoreCase);
            }

            if (IsOneOf(word, RawSqlWords.StatefulWords))
            {
                return true;
            }
        }

        return mayCall && HasUnknownCall(sql);
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

    private static bool IsOneOf(ReadOnlySpan<char> word, FrozenSet<string> words) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static bool HasComment(string sql) =>
        sql.Contains("--", StringComparison.Ordinal)
        || sql.Contains("/*", StringComparison.Ordinal)
        || HasHashComment(sql);

    /// <summary>MySQL's comment; in PostgreSQL what begins with the same character are operators of JSON.</summary>
    private static bool HasHashComment(string sql)
    {
        var hash = sql.IndexOf('#', StringComparison.Ordinal);
        while (hash >= 0 && hash + 1 < sql.Length && sql[hash + 1] is '>' or '-')
        {
            hash = sql.IndexOf('#', hash + 1);
        }

        return hash >= 0;
    }

    private static bool HasSecondStatement(string sql)
    {
        var end = sql.IndexOf(';', StringComparison.Ordinal);
        return end >= 0 && !sql.AsSpan(end + 1).Trim().TrimStart(';').IsWhiteSpace();
    }

    /// <summary>
    /// Whether anything but an operator, another parenthesis or a word that is known to be harmless stands before a
    /// parenthesis: it may be a function, of a user's own, in whatever quotes and of whatever schema.
    /// </summary>
    private static bool HasUnknownCall(string sql)
    {
        for (
            var parenthesis = sql.IndexOf('(', StringComparison.Ordinal);
            parenthesis >= 0;
            parenthesis = sql.IndexOf('(', parenthesis + 1)
        )
        {
            var before = sql.AsSpan(0, parenthesis).TrimEnd(White);
            if (before.IsEmpty || IsAny(before[^1], "(,=<>+-*/%|&!~^"))
            {
                continue;
            }

            var start = before.Length;
            while (start > 0 && (char.IsAsciiLetterOrDigit(before[start - 1]) || before[start - 1] == '_'))
            {
                start--;
            }

            if (IsPartOfName(before[..start]) || !IsOneOf(before[start..], RawSqlWords.HarmlessBeforeParenthesis))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name that the text ends before has begun in it: by a schema, a quote, or any other letter.</summary>
    private static bool IsPartOfName(ReadOnlySpan<char> text)
    {
        var before = text.TrimEnd(White);
        return !before.IsEmpty
            && (before[^1] == '.' || (before.Length == text.Length && !IsAny(before[^1], "()',=<>+-*/%|&!~^")));
    }

    /// <summary>REPLACE writes as a statement, and is a function as a function.</summary>
    private static bool IsReplaceStatement(string sql, int position, ReadOnlySpan<char> word) =>
        word.Equals("replace", StringComparison.OrdinalIgnoreCase)
        && !sql.AsSpan(position).TrimStart().StartsWith("(", StringComparison.Ordinal);

    private static bool IsFirstOfStatement(string sql, int start)
    {
        var before = sql.AsSpan(0, start).TrimEnd();
        return before.IsEmpty || before[^1] == ';';
    }

    private static bool IsAny(char c, string candidates) => candidates.Contains(c, StringComparison.Ordinal);

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
        while (position < sql.Length && !IsWordPart(sql[position]))
        {
            position++;
        }

        var start = position;
        while (position < sql.Length && IsWordPart(sql[position]))
        {
            position++;
        }

        word = sql.AsSpan(start, position - start);
        return word.Length > 0;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
