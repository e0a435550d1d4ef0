using CsCheck;
using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>What is generated is found; with something in it that may write, a read is none; and nothing makes it fail.</summary>
public sealed class SqlPropertyTests
{
    private const int Rounds = 10_000;

    private static readonly string[] Tables =
    [
        "t0",
        "t1",
        "select",
        "Two Words",
        "it's",
        "a\"b",
        "x]y",
        "`",
        "--",
        "/*",
        "é",
    ];

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void Tables_that_are_generated_are_found_and_no_others(string dialectName)
    {
        var dialect = SqlReading.Parse(dialectName);
        Seeds.Sample(
            seed =>
            {
                var (sql, targets) = new RandomSql(new Random(seed), dialect, Tables).Next();
                var analysis = SqlAnalysis.Of(sql, dialect);
                Assert.True(analysis.IsUnderstood, sql);
                Assert.False(analysis.HasUnknownCall, sql);
                var found = analysis.Targets.Select(target => target.Table.Name).ToHashSet(ComparerOf(dialect));
                Assert.True(found.SetEquals(targets), sql);
            },
            iter: Rounds
        );
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    [InlineData("Unknown")]
    public void Random_text_is_analyzed_without_failing(string dialectName)
    {
        var dialect = SqlReading.Parse(dialectName);
        Seeds.Sample(
            seed =>
            {
                var random = new Random(seed);
                var sql = new RandomSql(random, dialect, Tables).Next().Sql;
                for (var i = random.Next(6); i >= 0; i--)
                {
                    sql = SqlMutation.Of(sql, random);
                }

                var analysis = SqlAnalysis.Of(sql, dialect);
                Assert.True(analysis.IsUnderstood || analysis.MayWrite(trustsFunctions: true));
            },
            iter: Rounds
        );
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    [InlineData("Unknown")]
    public void Read_with_something_in_it_that_may_write_is_none(string dialectName)
    {
        var dialect = SqlReading.Parse(dialectName);
        Seeds.Sample(
            seed =>
            {
                var random = new Random(seed);
                var tokens = RandomRead.Tokens(random, dialect);
                var read = RandomRead.Join(random, tokens);
                Assert.False(SqlAnalysis.Of(read, dialect).MayWrite(), read);

                // Between any two tokens; a semicolon is followed by something everywhere but at the end, so never there.
                var position = random.Next(tokens.Count);
                var write = RandomRead.Writes[random.Next(RandomRead.Writes.Length)];
                if (dialect == SqlDialect.SqlServer && write == "DELETE" && tokens[position].StartsWith('@'))
                {
                    return; // That is a delete from a variable, which is no table.
                }

                tokens.Insert(position, write);
                var sql = RandomRead.Join(random, tokens);
                Assert.True(SqlAnalysis.Of(sql, dialect).MayWrite(), sql);
            },
            iter: Rounds
        );
    }

    private static StringComparer ComparerOf(SqlDialect dialect) =>
        dialect == SqlDialect.Sqlite ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static Gen<int> Seeds => Gen.Int;
}
