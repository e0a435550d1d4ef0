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
internal static class ForeignNarrowing
{
    private static readonly ConcurrentDictionary<string, ImmutableHashSet<string>> Known = new(StringComparer.Ordinal);

    /// <summary>A query is about to be narrowed by the columns.</summary>
    public static void Note(QualifiedTableName table, IReadOnlyList<ColumnValues> columns, bool isKey)
    {
        var way = isKey
            ? TableNarrowing.WayOfKey(columns.Select(column => column.Column))
            : TableNarrowing.WayOfPartition(columns[0].Column);
        Known.AddOrUpdate(
            NameOf(table),
            static (_, added) => [added],
            static (_, known, added) => known.Add(added),
            way
        );
    }

    /// <summary>Whether a reader narrows the table by a key that is not the writer's.</summary>
    public static bool HasKey(QualifiedTableName table, TableNarrowing own) => Has(table, own, TableNarrowing.IsKey);

    /// <summary>Whether a reader narrows the table by a partition that is not the writer's.</summary>
    public static bool HasPartition(QualifiedTableName table, TableNarrowing own) =>
        Has(table, own, static way => !TableNarrowing.IsKey(way));

    private static bool Has(QualifiedTableName table, TableNarrowing own, Func<string, bool> isAsked) =>
        Known.TryGetValue(NameOf(table), out var known) && known.Any(way => isAsked(way) && !own.Ways.Contains(way));

    private static string NameOf(QualifiedTableName table) => table.ToString().ToLowerInvariant();
}
