using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>The tag of the row that a modification command writes.</summary>
internal static class ModifiedRow
{
    /// <summary>
    /// Null when the row is not known before the statement: the database gives it its key, or a part of the key is of a type
    /// that rows are not told apart by.
    /// </summary>
    public static Tag? TryGetTag(IReadOnlyModificationCommand command, ITable table, string tableName)
    {
        if (table.PrimaryKey is not { } primaryKey)
        {
            return null;
        }

        var columns = new string[primaryKey.Columns.Count];
        var values = new string[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = primaryKey.Columns[i];
            if (
                !RowKey.IsNarrowable(column.StoreTypeMapping)
                || Find(command, column.Name) is not { } modification
                || TryFormat(modification, column, command.EntityState) is not { } value
            )
            {
                return null;
            }

            columns[i] = column.Name;
            values[i] = value;
        }

        return TagNames.Row(tableName, columns, values);
    }

    private static IColumnModification? Find(IReadOnlyModificationCommand command, string columnName)
    {
        foreach (var modification in command.ColumnModifications)
        {
            if (modification.ColumnName == columnName)
            {
                return modification;
            }
        }

        return null;
    }

    private static string? TryFormat(IColumnModification modification, IColumn column, EntityState state)
    {
        if (state == EntityState.Added)
        {
            // A value that is read back is the database's: what is there now is a placeholder.
            return modification.IsRead ? null : Format(modification.Value);
        }

        var original = Format(modification.OriginalValue);

        // EF refuses to change a key. Should the two differ all the same, the row is not known.
        return modification.IsWrite && Format(modification.Value) != original ? null : original;

        string? Format(object? value) => RowKey.TryFormat(value, modification.TypeMapping ?? column.StoreTypeMapping);
    }
}
