using System.Collections.Concurrent;
using System.Collections.Immutable;
using EfCache.Storage;

namespace EfCache.Narrowing;

/// <summary>
/// By which columns the readers of this process narrow a table, whatever their models: a writer whose own model tells the
/// table's rows apart by others can't name what these readers depend on, and says so.
/// </summary>
/// <remarks>
/// <para>Two contexts over one table nearly always agree, or one of them knows of no partition. In another process nobody knows
/// what readers do: there the models have to agree.</para>
/// <para>A writer that named its rows before a reader came with another way may commit at any time after it. So the reader goes
/// without that way, and so do all others: whoever comes first, the other has noticed.</para>
/// </remarks>
internal sealed class ForeignNarrowing
{
    private static readonly ConcurrentDictionary<string, ForeignNarrowing> Known = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly List<TableNarrowing> _writers = [];
    private ImmutableHashSet<string> _ways = [];

    private ForeignNarrowing() { }

    /// <summary>The names of the keys and partitions: the same object until there is another.</summary>
    public ImmutableHashSet<string> Ways => Volatile.Read(ref _ways);

    /// <summary>How the readers of a table narrow it; to be asked of tables of models only, since it is kept.</summary>
    public static ForeignNarrowing Of(QualifiedTableName table) =>
        Known.GetOrAdd(table.ToString().ToLowerInvariant(), static _ => new ForeignNarrowing());

    /// <summary>A query is about to be narrowed by the columns; false when it can't be, since a writer may not name them.</summary>
    public static bool TryNote(QualifiedTableName table, IReadOnlyList<ColumnValues> columns, bool isKey) =>
        Of(table)
            .TryNote(
                isKey
                    ? TableNarrowing.WayOfKey(columns.Select(column => column.Column))
                    : TableNarrowing.WayOfPartition(columns[0].Column)
            );

    /// <summary>A writer is about to name rows as its model tells them apart; it has to look at <see cref="Ways"/> afterwards.</summary>
    public void NoteWriter(TableNarrowing own)
    {
        lock (_lock)
        {
            if (!_writers.Exists(writer => writer.Ways.SetEquals(own.Ways)))
            {
                _writers.Add(own);
            }
        }
    }

    /// <inheritdoc cref="TryNote(QualifiedTableName, IReadOnlyList{ColumnValues}, bool)"/>
    public bool TryNote(string way)
    {
        if (Ways.Contains(way))
        {
            return true;
        }

        lock (_lock)
        {
            if (_writers.Exists(writer => IsForeign(way, writer)))
            {
                return false;
            }

            Volatile.Write(ref _ways, _ways.Add(way));
            return true;
        }
    }

    /// <summary>Whether a reader narrows the table by a key that is not the writer's.</summary>
    public static bool HasKey(ImmutableHashSet<string> ways, TableNarrowing own) =>
        ways.Any(way => TableNarrowing.IsKey(way) && IsForeign(way, own));

    /// <summary>Whether a reader narrows the table by a partition that is not the writer's.</summary>
    public static bool HasPartition(ImmutableHashSet<string> ways, TableNarrowing own) =>
        ways.Any(way => !TableNarrowing.IsKey(way) && IsForeign(way, own));

    /// <summary>A writer without any key, or any partition, says of each of its rows that it does not name it.</summary>
    private static bool IsForeign(string way, TableNarrowing own) =>
        !own.Ways.Contains(way) && own.Ways.Any(other => TableNarrowing.IsKey(other) == TableNarrowing.IsKey(way));
}
