using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EfCache.Update.Sql;

/// <content>Names of tables and columns.</content>
internal sealed partial class SqlParser
{
    /// <summary>
    /// A table that is written; null for one that nobody else sees. False when what is here is not plainly a table's name.
    /// </summary>
    private bool TryReadTarget(out SqlTableName? target)
    {
        target = null;
        if (dialect == SqlDialect.SqlServer && (TakeTableVariable() || Take(SqlTokenKind.TemporaryName)))
        {
            return true;
        }

        if (!TryReadName(ref _position, out target))
        {
            return false;
        }

        if (dialect == SqlDialect.PostgreSql && IsAt(SqlTokenKind.Operator) && CurrentText is "*")
        {
            _position++;
        }

        // The name of a query is another's name for its tables, where it is allowed at all.
        return target.Schema is not null || !_queryNames.Contains(target.Name);
    }

    private bool TakeTableVariable() =>
        IsAt(SqlTokenKind.Variable) && CurrentText is ['@', not '@', ..] && Take(SqlTokenKind.Variable);

    /// <summary>A name with at most a schema: what has more parts is in another database.</summary>
    private bool TryReadName(ref int position, [NotNullWhen(true)] out SqlTableName? name)
    {
        name = null;
        if (!IsPlainName(position))
        {
            return false;
        }

        var first = NameOf(tokens[position++]);
        if (KindAt(position) != SqlTokenKind.Dot)
        {
            name = new SqlTableName(null, first);
            return true;
        }

        if (!IsPlainName(position + 1) || KindAt(position + 2) == SqlTokenKind.Dot)
        {
            return false;
        }

        name = new SqlTableName(first, NameOf(tokens[position + 1]));
        position += 2;
        return true;
    }

    private bool IsPlainName(int position) =>
        KindAt(position) switch
        {
            SqlTokenKind.QuotedName => true,
            // How PostgreSQL folds other letters depends on the database's encoding.
            SqlTokenKind.Word => !SqlWords.NoName.Has(tokens[position].In(sql))
                && (dialect != SqlDialect.PostgreSql || Ascii.IsValid(tokens[position].In(sql))),
            _ => false,
        };

    /// <summary>What the token names: without quotes, and as PostgreSQL folds it.</summary>
    private string NameOf(SqlToken token)
    {
        var text = token.In(sql);
        if (token.Kind == SqlTokenKind.Word)
        {
            return dialect == SqlDialect.PostgreSql ? text.ToString().ToLowerInvariant() : text.ToString();
        }

        var inside = text[1..^1].ToString();
        return text[0] switch
        {
            '[' when dialect == SqlDialect.Sqlite => inside,
            '[' => inside.Replace("]]", "]", StringComparison.Ordinal),
            var quote => inside.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal),
        };
    }

    private bool TakeName()
    {
        if (IsAtEnd || !tokens[_position].IsName)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TrySkipAlias()
    {
        if (Take("as"))
        {
            return TakeName();
        }

        if (IsPlainName(_position) && !IsAt("set") && !IsAt("using"))
        {
            _position++;
        }

        return true;
    }

    private bool TrySkipColumns() => !IsAt(SqlTokenKind.Open) || TryParseGroup(isCall: false);

    private bool TrySkipIndexed()
    {
        if (dialect != SqlDialect.Sqlite)
        {
            return true;
        }

        return Take("not") ? Take("indexed") : !Take("indexed") || (Take("by") && TakeName());
    }

    private bool TrySkipHints()
    {
        if (dialect != SqlDialect.SqlServer || !IsAt("with") || KindAt(_position + 1) != SqlTokenKind.Open)
        {
            return true;
        }

        _position++;
        return TryParseGroup(isCall: false);
    }

    private bool TrySkipTop()
    {
        if (dialect != SqlDialect.SqlServer || !Take("top"))
        {
            return true;
        }

        if (!IsAt(SqlTokenKind.Open) || !TryParseGroup(isCall: false))
        {
            return false;
        }

        Take("percent");
        return true;
    }
}
