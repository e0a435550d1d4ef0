namespace EfCache.Update.Sql;

/// <summary>A piece of SQL text; comments and white space are none.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;

    public ReadOnlySpan<char> In(string sql) => sql.AsSpan(Start, Length);

    /// <summary>Whether it is the word, which is written in lower case; keywords have no other letters than ASCII's.</summary>
    public bool Is(string sql, string word)
    {
        if (Kind != SqlTokenKind.Word || Length != word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            // char.ToLower would take some other letters for ASCII's.
            var c = sql[Start + i];
            if ((c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c) != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
