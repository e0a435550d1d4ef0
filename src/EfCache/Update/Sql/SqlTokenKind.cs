namespace EfCache.Update.Sql;

internal enum SqlTokenKind
{
    /// <summary>A keyword, or a name without quotes.</summary>
    Word,

    /// <summary>A name in quotes, backticks or brackets.</summary>
    QuotedName,

    /// <summary>A name whose characters are written as escapes, <c>U&amp;"..."</c>: what it says is not looked into.</summary>
    EscapedName,

    /// <summary>A temporary table of SQL Server's, by its <c>#</c>.</summary>
    TemporaryName,

    /// <summary>A parameter, a variable, or a place for one.</summary>
    Variable,
    String,
    Number,
    Operator,
    Dot,
    Comma,
    Open,
    Close,
    Semicolon,
}
