using System.Text;

namespace EfCache.Update.Sql;

/// <summary>What each dialect takes a character for that stands outside of quotes.</summary>
internal static class SqlCharacters
{
    private const char ByteOrderMark = '\uFEFF';

    public static bool IsWhite(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';

    public static bool StartsWord(char c, SqlDialect dialect) =>
        char.IsAsciiLetter(c) || c == '_' || (!Ascii.IsValid(c) && IsForeignLetter(c, dialect));

    public static bool ContinuesWord(char c, SqlDialect dialect) =>
        StartsWord(c, dialect)
        || char.IsAsciiDigit(c)
        || (c == '$' && dialect != SqlDialect.Unknown)
        || (c is '@' or '#' && dialect == SqlDialect.SqlServer);

    public static bool IsOperator(char c, SqlDialect dialect) =>
        c is '+' or '-' or '*' or '/' or '<' or '>' or '=' or '~' or '!' or '%' or '^' or '&' or '|' or ':'
        || (dialect == SqlDialect.PostgreSql && c is '@' or '#' or '?' or '`' or '[' or ']');

    /// <summary>
    /// To SQLite and PostgreSQL every character beyond ASCII is a letter, the no-break space too; to SQL Server white space is
    /// white space whatever its alphabet, so that only letters and digits are sure to be such.
    /// </summary>
    private static bool IsForeignLetter(char c, SqlDialect dialect) =>
        dialect is SqlDialect.Sqlite or SqlDialect.PostgreSql ? c != ByteOrderMark : char.IsLetterOrDigit(c);
}
