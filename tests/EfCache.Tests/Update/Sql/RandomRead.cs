using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>Makes reads, and what makes one that may write of them, wherever it stands.</summary>
internal static class RandomRead
{
    public static readonly string[] Writes =
    [
        "DELETE",
        "insert",
        "Update",
        "MERGE",
        "into",
        "exec",
        "do_it(1)",
        "do_it (1)",
        "do_it\n\t(1)",
        "do_it /* x */ (1)",
        "do_it -- count\n(1)",
        "audit.count(1)",
        "audit.\ncount(1)",
        "audit . count (1)",
        "\"audit\".count(1)",
        "\"count\"(1)",
        "\"count²\"(1)",
        "[count](1)",
        "écount(1)",
        "count٠(1)",
        "ſum(1)",
        "count\u00a0(1)",
        "x$count(1)",
        "REPLACE INTO",
        "; END",
        ";; x",
    ];

    private static readonly string[] Functions =
    [
        "count",
        "coalesce",
        "replace",
        "to_char",
        "json_build_object",
        "hex",
        "date_trunc",
        "Lower",
        "MAX",
    ];

    private static readonly string[] CommonAtoms =
    [
        "Id",
        "p.\"Price\"",
        "42",
        "@p0",
        "{0}",
        "'it''s fine'",
        "'; DELETE FROM t'",
        "\"lock\"",
        "\"insert\"",
    ];

    private static readonly string[] CommonSpaces = [" ", "\n", "\t", "\r\n  "];

    public static string Join(Random random, List<string> tokens) =>
        string.Concat(tokens.SelectMany(token => new[] { token, CommonSpaces[random.Next(CommonSpaces.Length)] }))
        + (random.Next(3) == 0 ? " ;\n" : "");

    public static List<string> Tokens(Random random, SqlDialect dialect)
    {
        string[] atoms =
        [
            .. CommonAtoms,
            .. dialect switch
            {
                SqlDialect.Sqlite => ["[p].[Name]", "`Stock`", "/* DELETE */ a", "$x", "?1"],
                SqlDialect.PostgreSql => ["data #>> '{a,b}'", "$$ DELETE $$", "a::text", "a -- UPDATE\n", "x[1]"],
                SqlDialect.SqlServer => ["[p].[Name]", "N'x'", "@@rowcount", "/* /* INSERT */ */ a"],
                _ => (string[])["`Stock`"],
            },
        ];
        List<string> tokens = [];
        if (random.Next(4) == 0)
        {
            tokens.AddRange("WITH", "x", "AS", "(");
            AddSelect(random, tokens, atoms, depth: 1);
            tokens.Add(")");
        }

        AddSelect(random, tokens, atoms, depth: 0);
        return tokens;
    }

    private static void AddSelect(Random random, List<string> tokens, string[] atoms, int depth)
    {
        tokens.Add(random.Next(2) == 0 ? "SELECT" : "select");
        AddExpression(random, tokens, atoms, depth);
        tokens.AddRange("FROM", "Products", "p", "WHERE");
        AddExpression(random, tokens, atoms, depth);
        tokens.AddRange("IN", "(", "1", ",", "2", ")");
        if (random.Next(3) == 0 && depth < 2)
        {
            tokens.Add("UNION");
            AddSelect(random, tokens, atoms, depth + 1);
        }
    }

    private static void AddExpression(Random random, List<string> tokens, string[] atoms, int depth)
    {
        switch (depth > 3 ? 0 : random.Next(5))
        {
            case 1:
                tokens.AddRange(Functions[random.Next(Functions.Length)], "(");
                AddExpression(random, tokens, atoms, depth + 1);
                tokens.AddRange(",", atoms[random.Next(atoms.Length)], ")");
                break;
            case 2:
                tokens.Add("(");
                AddExpression(random, tokens, atoms, depth + 1);
                tokens.AddRange(")", "+", "(");
                AddExpression(random, tokens, atoms, depth + 1);
                tokens.Add(")");
                break;
            case 3:
                tokens.AddRange("EXISTS", "(");
                AddSelect(random, tokens, atoms, depth + 1);
                tokens.Add(")");
                break;
            default:
                tokens.Add(atoms[random.Next(atoms.Length)]);
                break;
        }
    }
}
