using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

public sealed class SqlTokenizerTests
{
    private const string All = "Sqlite PostgreSql SqlServer Unknown";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What is before the bar must be taken apart into what is behind it; the dialects that are named do so, the others
    // understand nothing, or something else.
    [Theory]
    [InlineData(All, "a = 'x''y' + 1", "a|=|'x''y'|+|1")]
    [InlineData(All, "\"a\"\"b\".c", "\"a\"\"b\"|.|c")]
    [InlineData(All, "(1,2.5);.5e-3", "(|1|,|2.5|)|;|.5e-3")]
    [InlineData(All, "@p0 , {0}, {12}", "@p0|,|{0}|,|{12}")]
    [InlineData(All, "a\t\r\n\f\vb", "a|b")]
    [InlineData("Sqlite PostgreSql SqlServer", "a -- b'\nc", "a|c")]
    [InlineData("Sqlite PostgreSql SqlServer", "a -- b'\r\nc", "a|c")]
    [InlineData("Sqlite PostgreSql SqlServer", "a -- b", "a")]
    [InlineData("Sqlite PostgreSql SqlServer", "a/* b' */c", "a|c")]
    [InlineData("Sqlite PostgreSql SqlServer", "a/***/c", "a|c")]
    [InlineData("Sqlite", "a -- b\rc\nd", "a|d")]
    [InlineData("PostgreSql", "a -- b\rc", "a|c")]
    [InlineData("PostgreSql SqlServer", "a/* b /* c */ d */e", "a|e")]
    [InlineData("Sqlite", "a/* b /* c */ d", "a|d")]
    [InlineData("Sqlite", "a/* b", "a")]
    [InlineData("PostgreSql", "a/*/ b */c", "a|c")]
    [InlineData("Sqlite", "`a``b` [c''--d]", "`a``b`|[c''--d]")]
    [InlineData("SqlServer", "[a]]b] N'x'", "[a]]b]|N|'x'")]
    [InlineData("Unknown", "`a``b`", "`a``b`")]
    [InlineData("SqlServer", "#t ##u @@rowcount $action", "#t|##u|@@rowcount|$action")]
    [InlineData("SqlServer", "a@b#c$d", "a@b#c$d")]
    [InlineData("PostgreSql", "E'a\\'b''c' e'\\\\'", "E'a\\'b''c'|e'\\\\'")]
    [InlineData("PostgreSql", "U&'\\0041' u&\"\\0041\"", "U&'\\0041'|u&\"\\0041\"")]
    [InlineData("PostgreSql", "B'01' X'ff'", "B|'01'|X|'ff'")]
    [InlineData("PostgreSql", "'a'\n'b'", "'a'|'b'")]
    [InlineData("PostgreSql", "$$a'b$$ $x$ $$ $y$ $x$", "$$a'b$$|$x$ $$ $y$ $x$")]
    [InlineData("PostgreSql", "a$b$c $1::text", "a$b$c|$1|::|text")]
    [InlineData("PostgreSql", "@$a$ ' $a$", "@|$a$ ' $a$")]
    [InlineData("PostgreSql", "a #>> b @> c ? d", "a|#|>|>|b|@|>|c|?|d")]
    [InlineData("PostgreSql", "x[1:2]", "x|[|1|:|2|]")]
    [InlineData("PostgreSql", "ee'x'", "ee|'x'")]
    [InlineData("PostgreSql Sqlite", "é\u00a0x", "é\u00a0x")]
    [InlineData("Sqlite", "?12 :p $p x'00'", "?12|:p|$p|x|'00'")]
    [InlineData("Sqlite SqlServer Unknown", "'a\\'", "'a\\'", "Unknown")]
    public void Tokenize_takes_text_apart_as_the_dialect_does(
        string dialects,
        string sql,
        string expected,
        string except = ""
    )
    {
        foreach (var dialect in dialects.Split(' ').Except(except.Split(' ')))
        {
            Assert.Equal(expected, Join(sql, SqlReading.Parse(dialect)));
        }
    }

    [Theory]
    [InlineData(All, "'a")]
    [InlineData(All, "'a''")]
    [InlineData(All, "\"a")]
    [InlineData("Sqlite SqlServer Unknown", "[a")]
    [InlineData(All, "a\0b")]
    [InlineData(All, "'a\0b'")]
    [InlineData(All, "a \\ b")]
    [InlineData(All, "{x} {")]
    [InlineData(All, "1a")]
    [InlineData(All, "1.delete")]
    [InlineData(All, "a \ufeff b")]
    [InlineData(All, "a \u0001 b")]
    [InlineData("PostgreSql SqlServer Unknown", "a /* b")]
    [InlineData("PostgreSql SqlServer Unknown", "a /* /* b */")]
    [InlineData("PostgreSql Unknown", "'a\\'b'")]
    [InlineData("PostgreSql", "E'a\\'")]
    [InlineData("PostgreSql", "E'a' 'b\\' c'")]
    [InlineData("PostgreSql", "$a$ x $b$")]
    [InlineData("PostgreSql", "$ 1")]
    [InlineData("PostgreSql", "1$a$ ' $a$")]
    [InlineData("SqlServer", "`a`")]
    [InlineData("SqlServer", "a\u00a0b")]
    [InlineData("SqlServer", "a -- b\rc")]
    [InlineData("SqlServer", "a -- b\u2028c")]
    [InlineData("SqlServer", "a /*/ b */")]
    [InlineData("Sqlite Unknown", "#t")]
    [InlineData("Sqlite", "$a(')")]
    [InlineData("Sqlite", "@a::b")]
    [InlineData("Sqlite", "@")]
    [InlineData("Unknown", "a -- b")]
    [InlineData("Unknown", "a /* b */")]
    [InlineData("Unknown", "a # b")]
    [InlineData("Unknown", "'a\\b'")]
    [InlineData("Unknown", "$$a$$")]
    [InlineData("Unknown", "[a]")]
    public void Tokenize_what_is_not_whole_or_could_be_read_in_two_ways_is_not_understood(string dialects, string sql)
    {
        foreach (var dialect in dialects.Split(' '))
        {
            Assert.Null(SqlTokenizer.Tokenize(sql, SqlReading.Parse(dialect)));
        }
    }

    [Theory]
    [InlineData("/*")]
    [InlineData("(")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("$a$")]
    [InlineData("$")]
    [InlineData("--\n")]
    [InlineData("UPDATE t SET a = 1 ")]
    [InlineData("UPDATE t SET a = 1;")]
    [InlineData("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1 ")]
    [InlineData("DELETE a FROM b a ")]
    [InlineData("WITH x AS (SELECT 1) ")]
    [InlineData("SELECT (")]
    [InlineData("/**/")]
    [InlineData(", a = 1")]
    public async Task Analysis_of_long_text_takes_time_in_proportion_to_its_length(string piece)
    {
        // Without that, texts of this length take minutes.
        var sql = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            await Task.Run(() => SqlAnalysis.Of(sql, dialect), Cancellation).WaitAsync(Patience, Cancellation);
        }
    }

    private static string? Join(string sql, SqlDialect dialect) =>
        SqlTokenizer.Tokenize(sql, dialect) is { } tokens
            ? string.Join('|', tokens.Select(token => token.In(sql).ToString()))
            : null;
}
