namespace EfCache.Update.Sql;

/// <summary>Finds, by its words alone, what SQL leaves behind in its connection. In doubt it does.</summary>
internal static class SqlSessionState
{
    public static bool IsTouched(string sql, IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == SqlTokenKind.TemporaryName || (tokens[i].IsName && IsStateful(sql, tokens, i)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStateful(string sql, IReadOnlyList<SqlToken> tokens, int position)
    {
        // In quotes it names the same schema, and the same kind of table.
        var name = tokens[position].In(sql).Trim("\"`[]");
        if (SqlWords.Temporary.Has(name))
        {
            // Else it is a column's name, and a good one.
            var isSchema = position + 1 < tokens.Count && tokens[position + 1].Kind == SqlTokenKind.Dot;
            return isSchema || tokens.Any(token => token.Is(sql, "create") || token.Is(sql, "into"));
        }

        return SqlWords.Stateful.Has(name)
            || name.StartsWith("pg_temp", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith('#');
    }
}
