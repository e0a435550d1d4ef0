using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Narrowing;

/// <summary>
/// By which columns commands can be limited to a part of a table: its rows, by the primary key, and partitions, each by one
/// column.
/// </summary>
/// <remarks>
/// An ordinary column won't do although every write of a row could name its value: another writer's change tracker may hold
/// a value from before the row was moved, and would name the wrong one. See <see cref="PartitionKind"/> for those that will.
/// <para>
/// Readers and writers get this from the model, each from its own. A writer whose model has no partition of a table says so
/// (<see cref="TagNames.Loose"/>), which readers of partitions depend on; so contexts of different models may share a database.
/// </para>
/// </remarks>
internal sealed class TableNarrowing
{
    // By a model's own table objects, so that they go with their model.
    private static readonly ConditionalWeakTable<ITable, TableNarrowing> Known = [];

    private TableNarrowing(ITable table)
    {
        Key =
            table.PrimaryKey is { } key && key.Columns.All(column => RowKey.IsNarrowable(column.StoreTypeMapping))
                ? [.. key.Columns]
                : [];
        Partitions = [.. PartitionsOf(table)];
        Ways =
        [
            .. Key.Length > 0 ? [WayOfKey(Key.Select(column => column.Name))] : Array.Empty<string>(),
            .. Partitions.Select(partition => WayOfPartition(partition.Column.Name)),
        ];
        HasConstants = Array.Exists(Partitions, partition => partition.Kind == PartitionKind.Constant);
    }

    /// <summary>The primary key's columns, in its order; empty when rows can't be told apart by them.</summary>
    public IColumn[] Key { get; }

    /// <summary>The columns of partitions, those first that the model declares.</summary>
    public PartitionColumn[] Partitions { get; }

    /// <summary>The names of the key and of each partition, for comparing with those of other models.</summary>
    public FrozenSet<string> Ways { get; }

    /// <summary>Whether a writer has to know a partition from what it read or inserted itself.</summary>
    public bool HasConstants { get; }

    /// <summary>A name for a key: tables' keys are equal when their names are.</summary>
    public static string WayOfKey(IEnumerable<string> columns) => "k" + string.Join('\t', columns).ToLowerInvariant();

    /// <summary>A name for a partition.</summary>
    public static string WayOfPartition(string column) => "p" + column.ToLowerInvariant();

    /// <summary>Whether the name is a key's.</summary>
    public static bool IsKey(string way) => way[0] == 'k';

    public static TableNarrowing Of(ITable table) => Known.GetValue(table, static key => new TableNarrowing(key));

    private static IEnumerable<PartitionColumn> PartitionsOf(ITable table) =>
        table
            .Columns.Where(column => RowKey.IsNarrowable(column.StoreTypeMapping))
            .Select(column => (Column: column, Kind: KindOf(column, table), IsDeclared: IsDeclared(column)))
            .Where(candidate => candidate.Kind is not null)
            .OrderByDescending(candidate => candidate.IsDeclared)
            .ThenBy(candidate => candidate.Kind)
            .Select(candidate => new PartitionColumn(candidate.Column, candidate.Kind!.Value));

    private static PartitionKind? KindOf(IColumn column, ITable table)
    {
        var key = table.PrimaryKey?.Columns ?? [];
        if (key.Contains(column))
        {
            // A part that is neither first nor a reference (a line's number) is nothing that anybody asks for alone.
            return key.Count > 1 && (key[0] == column || IsReference(column, table)) ? PartitionKind.KeyPart : null;
        }

        if (column.PropertyMappings.Count == 0 || column.PropertyMappings.Any(mapping => !IsOfEntity(mapping)))
        {
            return null;
        }

        if (column.PropertyMappings.All(mapping => mapping.Property.IsConcurrencyToken))
        {
            return IsDeclared(column) || IsAskedFor(column, table) ? PartitionKind.Checked : null;
        }

        // That EF Core refuses a change in SaveChanges (an alternate key) is no promise: ExecuteUpdate makes it.
        return IsDeclared(column) ? PartitionKind.Constant : null;
    }

    private static bool IsOfEntity(IColumnMapping mapping) => mapping.Property.DeclaringType is IEntityType;

    /// <summary>Each partition costs every write of a row a tag, so there has to be a reason to expect queries by it.</summary>
    private static bool IsAskedFor(IColumn column, ITable table) =>
        IsReference(column, table)
        || table.UniqueConstraints.Any(constraint => constraint.Columns.Contains(column))
        || table.Indexes.Any(index => index.Columns.Contains(column));

    private static bool IsReference(IColumn column, ITable table) =>
        table.ForeignKeyConstraints.Any(foreignKey => foreignKey.Columns.Contains(column));

    private static bool IsDeclared(IColumn column) =>
        column.PropertyMappings.Any(mapping => PartitionProperties.IsDeclared(mapping.Property));
}
