using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Update.Sql;

/// <summary>Finds the tables of a model that SQL text names, as the database compares names.</summary>
internal sealed class SqlTables
{
    private readonly SqlDialect _dialect;
    private readonly string _providerName;
    private readonly ILookup<string, ITableBase> _sources;

    public SqlTables(IModel model, string providerName)
    {
        _dialect = SqlDialects.Of(providerName);
        _providerName = providerName;
        var relational = model.GetRelationalModel();
        _sources = relational
            .Tables.Concat<ITableBase>(relational.Views)
            .ToLookup(source => source.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The tables that the name may stand for: without a schema, those of every schema. Empty when it may also stand for
    /// something else: a view, which passes on what is written to it, or what is not in the model.
    /// </summary>
    public IReadOnlyList<ITable> Find(SqlTableName name)
    {
        List<ITable> tables = [];
        foreach (var source in _sources[name.Name])
        {
            if (!IsSchemaOf(source, name.Schema, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (IsSame(source.Name, name.Name) && IsSchemaOf(source, name.Schema, StringComparison.Ordinal))
            {
                if (source is not ITable table)
                {
                    return [];
                }

                tables.Add(table);
            }
            else if (_dialect == SqlDialect.SqlServer)
            {
                return []; // Whether upper and lower case are the same is the database's collation's business.
            }
        }

        return tables;
    }

    private bool IsSame(string inModel, string inText) =>
        _dialect == SqlDialect.Sqlite ? EqualsIgnoringAsciiCase(inModel, inText) : inModel == inText;

    private bool IsSchemaOf(ITableBase source, string? schema, StringComparison comparison)
    {
        if (_dialect == SqlDialect.Sqlite)
        {
            // Other schemas are files that were attached, or temporary.
            return schema is null || EqualsIgnoringAsciiCase(schema, "main");
        }

        return schema is null || string.Equals(source.Schema ?? DefaultSchema.Of(_providerName), schema, comparison);
    }

    private static bool EqualsIgnoringAsciiCase(string left, string right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (ToAsciiLower(left[i]) != ToAsciiLower(right[i]))
            {
                return false;
            }
        }

        return true;

        static char ToAsciiLower(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
    }
}
