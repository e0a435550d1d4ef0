using System.Collections.Concurrent;
using System.Collections.Immutable;
using EfCache.Storage;

namespace EfCache.Narrowing;

/// <summary>
/// By which columns the readers of this process narrow a table, whatever their models: a writer whose own model tells the
/// table's rows apart by others can't name what these readers depend on, and says so.
/// </summary>
/// <remarks>
/// Two contexts over one table nearly always agree, or one of them knows of no partition. In another process nobody knows
/// what readers do: there the models have to agree.
/// </remarks>
internal sealed class ForeignNarrowing
{
    private static readonly ConcurrentDictionary<string, ForeignNarrowing> Known = new(StringComparer.Ordinal);

    private ImmutableHashSet<string> _ways = [];

    private ForeignNarrowing() { }

    /// <summary>The names of the keys and partitions: the same object until there is another.</summary>
    public ImmutableHashSet<string> Ways => Volatile.Read(ref _ways);

    /// <summary>How the readers of a table narrow it; to be asked of tables of models only, since it is kept.</summary>
    public static ForeignNarrowing Of(QualifiedTableName table) =>
        Known.GetOrAdd(table.ToString().ToLowerInvariant(), static _ => new ForeignNarrowing());

    /// <summary>A query is about to be narrowed by the columns.</summary>
    public static void Note(QualifiedTableName table, IReadOnlyList<ColumnValues> columns, bool isKey)
    {
        var way = isKey
            ? TableNarrowing.WayOfKey(columns.Select(column => column.Column))
            : TableNarrowing.WayOfPartition(columns[0].Column);
        ImmutableInterlocked.Update(ref Of(table)._ways, static (ways, added) => ways.Add(added), way);
    }

    /// <summary>Whether a reader narrows the table by a key that is not the writer's.</summary>
    public static bool HasKey(ImmutableHashSet<string> ways, TableNarrowing own) =>
        ways.Any(way => TableNarrowing.IsKey(way) && !own.Ways.Contains(way));

    /// <summary>Whether a reader narrows the table by a partition that is not the writer's.</summary>
    public static bool HasPartition(ImmutableHashSet<string> ways, TableNarrowing own) =>
        ways.Any(way => !TableNarrowing.IsKey(way) && !own.Ways.Contains(way));
}
