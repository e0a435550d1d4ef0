using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Query.Plans;

/// <summary>
/// An alias in one SELECT: a table, or a subquery of which only the columns with known values matter. Collects what its
/// columns are known to equal.
/// </summary>
internal sealed class TableScope(ITable? table)
{
    private readonly Dictionary<string, IReadOnlyList<ValueSource>> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<ValueSource>? ValuesOf(string column) => _known.GetValueOrDefault(column);

    /// <summary>Notes that only rows whose column is one of the values contribute; the first such fact of a column is kept.</summary>
    public bool Know(string column, IReadOnlyList<ValueSource> values) => _known.TryAdd(column, values);

    /// <summary>The access to the table, narrowed to rows when the whole primary key is known.</summary>
    public TableAccess ToAccess() => new(new QualifiedTableName(table!.Schema, table.Name), KeyOf(table));

    public bool IsTable => table is not null;

    private KeyColumnValues[]? KeyOf(ITable table)
    {
        if (table.PrimaryKey is not { } primaryKey)
        {
            return null;
        }

        var key = new KeyColumnValues[primaryKey.Columns.Count];
        for (var i = 0; i < key.Length; i++)
        {
            var column = primaryKey.Columns[i];
            if (!RowKey.IsNarrowable(column.StoreTypeMapping) || ValuesOf(column.Name) is not { } values)
            {
                return null;
            }

            key[i] = new KeyColumnValues(column.Name, column.StoreTypeMapping, values);
        }

        return key;
    }
}
