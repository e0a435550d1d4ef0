using EfCache.Narrowing;
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

    /// <summary>All that is known, by column.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<ValueSource>>> Known => _known;

    public IReadOnlyList<ValueSource>? ValuesOf(string column) => _known.GetValueOrDefault(column);

    /// <summary>Notes that only rows whose column is one of the values contribute; the first such fact of a column is kept.</summary>
    public bool Know(string column, IReadOnlyList<ValueSource> values) => _known.TryAdd(column, values);

    /// <summary>The access to the table: to rows when the whole primary key is known, else to a partition if one is.</summary>
    public TableAccess ToAccess()
    {
        var name = new QualifiedTableName(table!.Schema, table.Name);
        var narrowing = TableNarrowing.Of(table);
        return KeyOf(narrowing) is { } key
            ? new TableAccess(name, key)
            : new TableAccess(name, Partition: PartitionOf(narrowing));
    }

    public bool IsTable => table is not null;

    private ColumnValues[]? KeyOf(TableNarrowing narrowing)
    {
        ColumnValues[] key = [.. narrowing.Key.Select(ValuesOf).OfType<ColumnValues>()];
        return key.Length > 0 && key.Length == narrowing.Key.Length ? key : null;
    }

    private ColumnValues? PartitionOf(TableNarrowing narrowing) =>
        narrowing
            .Partitions.Select(partition => ValuesOf(partition.Column))
            .FirstOrDefault(values => values is not null);

    private ColumnValues? ValuesOf(IColumn column) =>
        ValuesOf(column.Name) is { } values ? new ColumnValues(column.Name, column.StoreTypeMapping, values) : null;
}
