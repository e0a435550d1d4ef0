namespace EfCache.Tests.Update.Sql;

/// <summary>Changes text at random, most of all by what begins or ends something.</summary>
internal static class SqlMutation
{
    private static readonly string[] Pieces =
    [
        "'",
        "''",
        "\"",
        "`",
        "[",
        "]",
        "(",
        ")",
        ";",
        "--",
        "-- x\r",
        "-- x\n",
        "/*",
        "*/",
        "/*/",
        "*",
        "/",
        "\\",
        "\\'",
        "E'",
        "e'\\'",
        "U&'",
        "U&\"",
        "N'",
        "x'",
        "$$",
        "$a$",
        "$1",
        "@",
        ":",
        "::",
        "?",
        "#",
        ".",
        ",",
        "=",
        "\r",
        "\n",
        "\0",
        "\u00a0",
        "\ufeff",
        "{0}",
        "1",
        " AS ",
        " WITH q AS (SELECT 1) ",
        " ONLY ",
        " OR REPLACE ",
        " RETURNING * ",
        " DO UPDATE SET a = 5 ",
        "; DELETE FROM t0;",
        " DELETE FROM t0 ",
        "'; UPDATE t1 SET a = 77; --",
        "*/ UPDATE t1 SET a = 77; --",
        "$a$; UPDATE t1 SET a = 77; --",
        "\n; INSERT INTO t2 (id) VALUES (99); --",
        "] UPDATE t1 SET a = 77; --",
        "`; DELETE FROM t2; --",
        "\"; DELETE FROM t2; --",
    ];

    public static string Of(string sql, Random random)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var position = random.Next(sql.Length + 1);
            var piece = Pieces[random.Next(Pieces.Length)];
            var removed = Math.Min(random.Next(3) == 0 ? random.Next(1, 6) : 0, sql.Length - position);
            sql = random.Next(4) switch
            {
                0 => sql.Remove(position, removed),
                1 => sql.Remove(position, removed).Insert(position, ((char)random.Next(' ', 127)).ToString()),
                _ => sql.Remove(position, removed).Insert(position, piece),
            };
        }

        return sql;
    }
}
