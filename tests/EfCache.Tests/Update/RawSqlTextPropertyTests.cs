using EfCache.Update;

namespace EfCache.Tests.Update;

/// <summary>Random reads are reads, and none is one any more with something in it that may write.</summary>
public sealed class RawSqlTextPropertyTests
{
    private const int Rounds = 3_000;

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

    private static readonly string[] Atoms =
    [
        "Id",
        "p.\"Price\"",
        "[p].[Name]",
        "`Stock`",
        "42",
        "@p0",
        "{0}",
        "'it''s fine'",
        "\"lock\"",
        "data #>> '{a,b}'",
    ];

    private static readonly string[] Spaces = [" ", "\n", "\t", "\r\n  "];

    private static readonly string[] Writes =
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
        "count /* x */ (1)",
        "do_it -- count\n(1)",
        "do_it # count\n(1)",
        "audit.count(1)",
        "audit.\ncount(1)",
        "audit . count (1)",
        "\"audit\".count(1)",
        "\"count\"(1)",
        "\"count²\"(1)",
        "[count](1)",
        "`count` (1)",
        "écount(1)",
        "count٠(1)",
        "count\u00a0(1)",
        "x$count(1)",
        "REPLACE INTO",
        "; END",
        ";; x",
    ];

    [Fact]
    public void MayWrite_random_read_is_false()
    {
        var random = new Random(4711);
        for (var i = 0; i < Rounds; i++)
        {
            var sql = Join(random, Read(random)) + (random.Next(3) == 0 ? " ;\n" : "");
            Assert.False(RawSqlText.MayWrite(sql), sql);
        }
    }

    [Fact]
    public void MayWrite_random_read_with_something_that_may_write_is_true()
    {
        var random = new Random(4712);
        for (var i = 0; i < Rounds; i++)
        {
            var tokens = Read(random);
            // Between any two tokens; a semicolon is followed by something everywhere but at the end, so never there.
            tokens.Insert(random.Next(tokens.Count), Writes[random.Next(Writes.Length)]);
            var sql = Join(random, tokens);
            Assert.True(RawSqlText.MayWrite(sql), sql);
        }
    }

    private static string Join(Random random, List<string> tokens) =>
        string.Concat(tokens.SelectMany(token => new[] { token, Spaces[random.Next(Spaces.Length)] }));

    private static List<string> Read(Random random)
    {
        List<string> tokens = [];
        if (random.Next(4) == 0)
        {
            tokens.AddRange("WITH", "x", "AS", "(");
            AddSelect(random, tokens, depth: 1);
            tokens.Add(")");
        }

        AddSelect(random, tokens, depth: 0);
        return tokens;
    }

    private static void AddSelect(Random random, List<string> tokens, int depth)
    {
        tokens.Add(random.Next(2) == 0 ? "SELECT" : "select");
        AddExpression(random, tokens, depth);
        tokens.AddRange("FROM", "Products", "p", "WHERE");
        AddExpression(random, tokens, depth);
        tokens.AddRange("IN", "(", "1", ",", "2", ")");
        if (random.Next(3) == 0 && depth < 2)
        {
            tokens.Add("UNION");
            AddSelect(random, tokens, depth + 1);
        }
    }

    private static void AddExpression(Random random, List<string> tokens, int depth)
    {
        switch (depth > 3 ? 0 : random.Next(5))
        {
            case 1:
                tokens.AddRange(Functions[random.Next(Functions.Length)], "(");
                AddExpression(random, tokens, depth + 1);
                tokens.AddRange(",", Atoms[random.Next(Atoms.Length)], ")");
                break;
            case 2:
                tokens.Add("(");
                AddExpression(random, tokens, depth + 1);
                tokens.AddRange(")", "+", "(");
                AddExpression(random, tokens, depth + 1);
                tokens.Add(")");
                break;
            case 3:
                tokens.AddRange("EXISTS", "(");
                AddSelect(random, tokens, depth + 1);
                tokens.Add(")");
                break;
            default:
                tokens.Add(Atoms[random.Next(Atoms.Length)]);
                break;
        }
    }
}
