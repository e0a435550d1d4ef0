using EfCache.Storage;

namespace EfCache.Narrowing;

/// <summary>The tags of the rows, or of the partitions, whose columns have some values.</summary>
internal static class RowTags
{
    /// <summary>Adds a tag for each combination of the columns' values.</summary>
    /// <param name="tableName">The table's name, as <see cref="TagNames.Table"/> made it.</param>
    /// <param name="columns">A key's columns, in its order, or a partition's one.</param>
    /// <param name="parameters">The values of EF Core's parameters.</param>
    /// <param name="limit">At most so many tags are in the set afterwards.</param>
    /// <param name="tags">Where they are added.</param>
    /// <returns>
    /// False when a value tells no row, or there are too many: then the command is not narrowed. Some tags may be there then.
    /// </returns>
    public static bool TryAdd(
        string tableName,
        IReadOnlyList<ColumnValues> columns,
        IReadOnlyDictionary<string, object?>? parameters,
        int limit,
        HashSet<Tag> tags
    )
    {
        var names = new string[columns.Count];
        var values = new IReadOnlyList<string>[columns.Count];
        var combinations = 1L;
        for (var i = 0; i < columns.Count; i++)
        {
            names[i] = columns[i].Column;
            if (RowValues.TryFormat(columns[i], parameters, limit) is not { } formatted)
            {
                return false;
            }

            values[i] = formatted;
            combinations *= formatted.Count;
            if (combinations + tags.Count > limit)
            {
                return false;
            }
        }

        var row = new string[columns.Count];
        for (var combination = 0; combination < combinations; combination++)
        {
            var rest = combination;
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = values[i][rest % values[i].Count];
                rest /= values[i].Count;
            }

            tags.Add(TagNames.Row(tableName, names, row));
        }

        return true;
    }
}
