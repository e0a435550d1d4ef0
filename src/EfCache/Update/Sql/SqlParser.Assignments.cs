using System.Collections.Immutable;

namespace EfCache.Update.Sql;

/// <content>What a statement says of its target elsewhere: the columns that it sets, and of which table it is another name.</content>
internal sealed partial class SqlParser
{
    /// <summary>
    /// What the SET that ends here sets, and maybe more, since it takes all that follows a comma; null when that is not known.
    /// </summary>
    private ImmutableArray<string>? AssignedColumns()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var depth = 0;
        var isFirst = true;
        for (var i = _position; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (depth == 0 && IsEndOfSet(i))
            {
                break;
            }

            depth += Nesting(token);
            if (isFirst && token.IsName && token.Kind != SqlTokenKind.EscapedName)
            {
                names.Add(NameOf(token));
            }
            else if (isFirst && token.Kind == SqlTokenKind.Operator && names.Count > 0)
            {
                isFirst = false; // It ends what is assigned to.
            }
            else if (isFirst && !IsPunctuation(token.Kind))
            {
                return null;
            }

            if (token.Kind == SqlTokenKind.Comma && depth == 0)
            {
                isFirst = true;
            }
        }

        return names.ToImmutable();
    }

    private bool IsEndOfSet(int position) =>
        tokens[position].Kind is SqlTokenKind.Close or SqlTokenKind.Semicolon
        || IsBatchVerb(tokens[position])
        || (
            KindAt(position - 1) != SqlTokenKind.Dot
            && (
                IsWordAt(position, "where")
                || IsWordAt(position, "returning")
                || (IsWordAt(position, "from") && !IsWordAt(position - 1, "distinct"))
            )
        );

    private static int Nesting(SqlToken token) =>
        token.Kind == SqlTokenKind.Open ? 1
        : token.Kind == SqlTokenKind.Close ? -1
        : 0;

    private static bool IsPunctuation(SqlTokenKind kind) =>
        kind is SqlTokenKind.Open or SqlTokenKind.Close or SqlTokenKind.Dot or SqlTokenKind.Comma;

    private bool IsBatchVerb(SqlToken token) =>
        dialect == SqlDialect.SqlServer && token.Kind == SqlTokenKind.Word && SqlWords.BatchVerbs.Has(token.In(sql));

    /// <summary>
    /// SQL Server's target may be the other name that FROM gives a table. False when it may be, and it is not clear of which.
    /// </summary>
    private bool TryResolveAlias(int start, int end, ref SqlTableName target)
    {
        if (target.Schema is not null)
        {
            return true;
        }

        SqlTableName? resolved = null;
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            depth += Nesting(tokens[i]);
            if (!IsAliasLike(i, target.Name))
            {
                continue;
            }

            if (
                depth > 0
                || resolved is not null
                || NameOf(tokens[i]) != target.Name
                || !TryReadAliased(i, start, out resolved)
            )
            {
                return false;
            }
        }

        target = resolved ?? target;
        return resolved is null || resolved.Schema is not null || !_queryNames.Contains(resolved.Name);
    }

    /// <summary>Whether the name stands alone and behind something else than a keyword, as a table's other name does.</summary>
    private bool IsAliasLike(int position, string name)
    {
        var token = tokens[position];
        if (
            !IsPlainName(position)
            || KindAt(position + 1) == SqlTokenKind.Dot
            || KindAt(position - 1) == SqlTokenKind.Dot
            || !NameOf(token).Equals(name, StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        return KindAt(position - 1) switch
        {
            SqlTokenKind.Word => IsWordAt(position - 1, "as") || !SqlWords.NoName.Has(tokens[position - 1].In(sql)),
            SqlTokenKind.QuotedName
            or SqlTokenKind.EscapedName
            or SqlTokenKind.Close
            or SqlTokenKind.Variable
            or SqlTokenKind.TemporaryName => true,
            _ => false,
        };
    }

    /// <summary>The table before its other name, if it is plainly one.</summary>
    private bool TryReadAliased(int alias, int start, out SqlTableName? table)
    {
        table = null;
        var last = alias - (IsWordAt(alias - 1, "as") ? 2 : 1);
        var first = last;
        while (first - 2 > start && KindAt(first - 1) == SqlTokenKind.Dot)
        {
            first -= 2;
        }

        var isSource =
            IsWordAt(first - 1, "from") || IsWordAt(first - 1, "join") || KindAt(first - 1) == SqlTokenKind.Comma;
        var position = first;
        return isSource && first > start && TryReadName(ref position, out table) && position == last + 1;
    }
}
