using System.Text;
using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>
/// Makes statements from a grammar: valid ones, on tables of four columns, with comments, strings and names that have all in
/// them that could be taken for something else.
/// </summary>
internal sealed class RandomSql(Random random, SqlDialect dialect, IReadOnlyList<string> tables)
{
    private static readonly string[] CommonBlanks =
    [
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        " /* x */",
        "\n/* DELETE FROM t; ' \" [ */ ",
        " /***/",
        " -- UPDATE t SET a = 1; it's \"\n",
        " --\n",
        " /*-- */",
    ];

    private static readonly string[] CommonStrings =
    [
        "''",
        "'x'",
        "'it''s'",
        "'; DELETE FROM t; --'",
        "'/* '",
        "' */'",
        "'\"'",
        "'`['",
        "'UPDATE t SET a = 1'",
        "'\n'",
        "'{}'",
    ];

    private static readonly string[] PostgreSqlStrings =
    [
        "$$x'$$",
        "$q$; DELETE FROM t; -- $$ ' $q$",
        "E'\\'; DELETE FROM t; --'",
        "E'\\\\'",
        "e'it''s \\n'",
        "U&'\\0041'",
        "'a'\n'b'",
    ];

    private readonly List<string> _tokens = [];
    private readonly SortedSet<string> _targets = new(StringComparer.Ordinal);
    private int _queries;
    private int _depth;

    /// <summary>The text, and the tables that its statements write.</summary>
    public (string Sql, IReadOnlyCollection<string> Targets) Next()
    {
        var count = random.Next(4) == 0 ? random.Next(2, 4) : 1;
        for (var i = 0; i < count; i++)
        {
            // SQL Server needs nothing between statements, but before WITH.
            var isSeparate = i == 0 || dialect != SqlDialect.SqlServer || random.Next(2) == 0;
            if (i > 0 && isSeparate)
            {
                Add(";");
            }

            AddStatement(mayHaveWith: isSeparate);
        }

        if (random.Next(4) == 0)
        {
            Add(";");
        }

        return (Join(), _targets);
    }

    private void AddStatement(bool mayHaveWith)
    {
        var returns = random.Next(3) == 0;
        if (mayHaveWith && random.Next(3) == 0)
        {
            AddWith();
        }

        switch (random.Next(dialect == SqlDialect.PostgreSql ? 6 : 5))
        {
            case 0:
                AddSelect();
                return;
            case 1:
                AddInsert(returns);
                return;
            case 2:
                AddUpdate(returns);
                return;
            case 3:
                AddDelete(returns);
                return;
            case 4 when dialect == SqlDialect.Sqlite:
                AddReplace();
                return;
            case 4 when dialect == SqlDialect.SqlServer:
                AddAliased();
                return;
            default:
                AddMerge();
                return;
        }
    }

    /// <summary>Queries by name; in PostgreSQL they may write.</summary>
    private void AddWith()
    {
        Add("WITH");
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            Add($"q{_queries++}", "AS");
            if (dialect != SqlDialect.SqlServer && random.Next(4) == 0)
            {
                Add("MATERIALIZED");
            }

            Add("(");
            if (dialect == SqlDialect.PostgreSql && _depth == 0 && random.Next(2) == 0)
            {
                AddWriteInside();
            }
            else
            {
                AddSelect();
            }

            Add(")");
            if (i > 1)
            {
                Add(",");
            }
        }
    }

    private void AddWriteInside()
    {
        switch (random.Next(3))
        {
            case 0:
                AddInsert(returns: true);
                break;
            case 1:
                AddUpdate(returns: true);
                break;
            default:
                AddDelete(returns: true);
                break;
        }
    }

    private void AddInsert(bool returns)
    {
        Add("INSERT");
        if (dialect == SqlDialect.Sqlite && random.Next(3) == 0)
        {
            Add("OR", random.Next(2) == 0 ? "REPLACE" : "IGNORE");
        }

        if (dialect != SqlDialect.SqlServer || random.Next(2) == 0)
        {
            Add("INTO");
        }

        AddTarget();
        AddInserted();
        if (dialect != SqlDialect.SqlServer && random.Next(3) == 0)
        {
            Add("ON", "CONFLICT", "(", Name("id"), ")", "DO");
            if (random.Next(2) == 0)
            {
                Add("NOTHING");
            }
            else
            {
                Add("UPDATE");
                AddSet();
            }
        }

        AddReturning(returns);
    }

    private void AddReplace()
    {
        Add("REPLACE", "INTO");
        AddTarget();
        AddInserted();
    }

    private void AddInserted()
    {
        Add("(", Name("id"), ",", Name("a"), ",", Name("b"), ")");
        if (random.Next(2) == 0)
        {
            Add("VALUES", "(", Digit(), ",");
            AddNumber();
            Add(",");
            AddText();
            Add(")");
            return;
        }

        // For SQLite a WHERE keeps ON CONFLICT from being read as a join's condition.
        Add("SELECT", "DISTINCT", Name("id"), "+", "5", ",", "1", ",");
        AddText();
        Add("FROM");
        AddTable();
        Add("WHERE");
        AddCondition();
    }

    private void AddUpdate(bool returns)
    {
        Add("UPDATE");
        if (dialect == SqlDialect.PostgreSql && random.Next(4) == 0)
        {
            Add("ONLY");
        }

        AddTarget();
        if (dialect != SqlDialect.SqlServer && random.Next(4) == 0)
        {
            Add("AS", "x");
        }

        AddSet();
        if (random.Next(4) == 0)
        {
            Add("FROM", "(");
            AddSelect();
            Add(")", "AS", "y");
        }

        AddWhere();
        AddReturning(returns);
    }

    private void AddSet()
    {
        Add("SET", Name("a"), "=");
        AddNumber();
        if (random.Next(2) == 0)
        {
            Add(",", Name("b"), "=");
            AddText();
        }
    }

    private void AddDelete(bool returns)
    {
        Add("DELETE");
        if (dialect != SqlDialect.SqlServer || random.Next(2) == 0)
        {
            Add("FROM");
        }

        AddTarget();
        AddWhere();
        AddReturning(returns);
    }

    /// <summary>SQL Server's form whose target is another name.</summary>
    private void AddAliased()
    {
        Add(random.Next(2) == 0 ? "DELETE" : "UPDATE", "z9");
        if (_tokens[^2] == "UPDATE")
        {
            AddSet();
        }

        Add("FROM");
        if (random.Next(2) == 0)
        {
            AddTable();
            Add("AS", "w", ",");
        }

        AddTarget();
        Add("AS", "z9");
        AddWhere();
    }

    private void AddMerge()
    {
        Add("MERGE", "INTO");
        AddTarget();
        Add("AS", "m", "USING");
        AddTable();
        Add("AS", "n", "ON", "m", ".", Name("id"), "=", "n", ".", Name("id"));
        Add("WHEN", "MATCHED", "AND", "n", ".", Name("a"), ">", "1", "THEN", "DELETE");
        Add("WHEN", "MATCHED", "THEN", "UPDATE", "SET", Name("b"), "=");
        AddString();
        Add("WHEN", "NOT", "MATCHED", "THEN", "INSERT", "(", Name("id"), ")", "VALUES", "(", "n", ".", Name("id"), ")");
        if (dialect == SqlDialect.SqlServer)
        {
            Add(";");
        }
    }

    private void AddSelect()
    {
        Add("SELECT");
        AddNumber();
        Add("AS", Name("a"), ",");
        AddText();
        Add("AS", Name("b"), "FROM");
        AddTable();
        AddWhere();
        if (random.Next(4) == 0)
        {
            Add("UNION", "ALL", "SELECT", "1", ",");
            AddString();
        }
    }

    private void AddWhere()
    {
        if (random.Next(3) > 0)
        {
            Add("WHERE");
            AddCondition();
        }
    }

    private void AddCondition()
    {
        switch (_depth > 2 ? 0 : random.Next(5))
        {
            case 1:
                _depth++;
                Add("EXISTS", "(");
                AddSelect();
                Add(")");
                _depth--;
                break;
            case 2:
                Add("(");
                _depth++;
                AddCondition();
                Add("OR");
                AddCondition();
                _depth--;
                Add(")");
                break;
            case 3:
                AddText();
                Add("LIKE");
                AddString();
                break;
            default:
                AddNumber();
                Add(random.Next(2) == 0 ? ">" : "<=");
                AddNumber();
                break;
        }
    }

    private void AddNumber()
    {
        switch (_depth > 3 ? 0 : random.Next(5))
        {
            case 1:
                _depth++;
                Add("abs", "(");
                AddNumber();
                Add(")", "-", "(");
                AddNumber();
                Add(")");
                _depth--;
                break;
            case 2:
                _depth++;
                Add("CASE", "WHEN");
                AddCondition();
                Add("THEN", "1", "ELSE");
                AddNumber();
                Add("END");
                _depth--;
                break;
            case 3:
                Add("(", "SELECT", "count", "(", "*", ")", "FROM");
                AddTable();
                Add(")");
                break;
            default:
                Add(Digit());
                break;
        }
    }

    private void AddText()
    {
        if (random.Next(3) == 0)
        {
            Add("replace", "(");
            AddString();
            Add(",");
            AddString();
            Add(",", "'DELETE'", ")");
        }
        else
        {
            AddString();
        }
    }

    private void AddString() =>
        Add(dialect == SqlDialect.PostgreSql && random.Next(2) == 0 ? Pick(PostgreSqlStrings) : Pick(CommonStrings));

    private void AddReturning(bool returns)
    {
        if (returns && dialect != SqlDialect.SqlServer)
        {
            Add("RETURNING", Name("c"), ",", "1");
        }
    }

    private void AddTarget() => _targets.Add(AddTable());

    private string AddTable()
    {
        var table = Pick(tables);
        if (random.Next(4) == 0)
        {
            Add(
                dialect switch
                {
                    SqlDialect.Sqlite => "main",
                    SqlDialect.PostgreSql => "public",
                    _ => "dbo",
                },
                "."
            );
        }

        Add(Name(table));
        return table;
    }

    /// <summary>The name in one of the ways in which it can be written.</summary>
    private string Name(string name)
    {
        var isPlain = name != "select" && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
        return random.Next(isPlain ? 4 : 3) switch
        {
            0 when dialect == SqlDialect.Sqlite => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`",
            1 when dialect == SqlDialect.SqlServer => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]",
            1 when dialect == SqlDialect.Sqlite && !name.Contains(']') => $"[{name}]",
            3 => dialect == SqlDialect.SqlServer ? name : RandomCase(name),
            _ => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        };
    }

    private void Add(params ReadOnlySpan<string> tokens)
    {
        foreach (var token in tokens)
        {
            _tokens.Add(token);
        }
    }

    private string Join()
    {
        var text = new StringBuilder(random.Next(3) == 0 ? Blank() : "");
        for (var i = 0; i < _tokens.Count; i++)
        {
            var isKeyword = _tokens[i].All(char.IsAsciiLetterUpper);
            text.Append(isKeyword ? RandomCase(_tokens[i]) : _tokens[i]);
            var canTouch = IsPunctuation(_tokens[i]) || (i + 1 < _tokens.Count && IsPunctuation(_tokens[i + 1]));
            if (!canTouch || random.Next(2) == 0)
            {
                text.Append(Blank());
            }
        }

        return text.ToString();
    }

    private string Blank()
    {
        if (random.Next(4) > 0)
        {
            return " ";
        }

        return random.Next(4) > 0
            ? Pick(CommonBlanks)
            : dialect switch
            {
                SqlDialect.Sqlite => Pick<string>([" /* a /* b */", " -- a\r; DELETE FROM t\n"]),
                SqlDialect.PostgreSql => Pick<string>([" /* a /* ' */ \" */", " -- a;\r", "\f"]),
                _ => " /* a /* ' */ \" */",
            };
    }

    private static bool IsPunctuation(string token) => token is "(" or ")" or "," or ";";

    private string RandomCase(string word) =>
        random.Next(3) switch
        {
            0 => word.ToLowerInvariant(),
            1 => word.ToUpperInvariant(),
            _ => string.Concat(
                word.Select(c => random.Next(2) == 0 ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))
            ),
        };

    private string Digit() => ((char)('1' + random.Next(9))).ToString();

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
