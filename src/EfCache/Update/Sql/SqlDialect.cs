namespace EfCache.Update.Sql;

/// <summary>Whose SQL a text is: what ends a string, a comment or a name in it.</summary>
internal enum SqlDialect
{
    /// <summary>Any other: what the dialects read differently is not understood, and neither is anything that writes.</summary>
    Unknown,
    Sqlite,
    PostgreSql,
    SqlServer,
}
