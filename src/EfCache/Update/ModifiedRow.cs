using EfCache.Narrowing;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>What a modification command tells of the row that it writes: its key and its partitions.</summary>
/// <param name="command">The command.</param>
/// <param name="narrowing">What the rows of its table are told apart by.</param>
/// <param name="tableName">The table's name, as <see cref="TagNames.Table"/> made it.</param>
internal readonly struct ModifiedRow(IReadOnlyModificationCommand command, TableNarrowing narrowing, string tableName)
{
    /// <summary>
    /// The row's tag. Null when the row is not known before the statement: the database gives it its key, or a part of the key
    /// is of a type that rows are not told apart by.
    /// </summary>
    public Tag? TryGetTag()
    {
        var key = narrowing.Key;
        if (key.Length == 0)
        {
            return null;
        }

        var columns = new string[key.Length];
        var values = new string[key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            if (TryFormatKey(key[i]) is not { } value)
            {
                return null;
            }

            columns[i] = key[i].Name;
            values[i] = value;
        }

        return TagNames.Row(tableName, columns, values);
    }

    /// <summary>The tags of all partitions that the row is in, or that it leaves or enters by the command; null when one is not known.</summary>
    /// <param name="tracked">What the context knows of its entities' partitions; needed for a table that has constant ones only.</param>
    public List<Tag>? TryGetPartitions(TrackedPartitions? tracked)
    {
        // A model without partitions of the table writes for others that may have some.
        if (narrowing.Partitions.Length == 0)
        {
            return null;
        }

        List<Tag> tags = [];
        foreach (var partition in narrowing.Partitions)
        {
            var isKnown = partition.Kind switch
            {
                PartitionKind.KeyPart => TryAddKeyPart(partition.Column, tags),
                _ when command.EntityState == EntityState.Added => TryAddInserted(partition.Column, tags),
                PartitionKind.Checked => TryAddChecked(partition.Column, tags),
                _ => TryAddConstant(partition.Column, tracked!, tags),
            };
            if (!isKnown)
            {
                return null;
            }
        }

        return tags;
    }

    private bool TryAddKeyPart(IColumn column, List<Tag> tags)
    {
        if (TryFormatKey(column) is not { } value)
        {
            return false;
        }

        tags.Add(TagNames.Partition(tableName, column.Name, value));
        return true;
    }

    private bool TryAddInserted(IColumn column, List<Tag> tags) =>
        Find(column) is { IsWrite: true, IsRead: false } inserted
        && TryAdd(inserted.Value, inserted.TypeMapping, column, tags);

    /// <summary>The statement compares the original value with the row's; where it writes another, the row is in both.</summary>
    private bool TryAddChecked(IColumn column, List<Tag> tags) =>
        Find(column) is { IsCondition: true, IsRead: false } compared
        && TryAdd(compared.OriginalValue, compared.TypeMapping, column, tags)
        && (!compared.IsWrite || TryAdd(compared.Value, compared.TypeMapping, column, tags));

    /// <summary>The value is the entity's, if that has it from the database; a command that writes it moves the row.</summary>
    private bool TryAddConstant(IColumn column, TrackedPartitions tracked, List<Tag> tags)
    {
        if (Find(column) is { } modification && (modification.IsWrite || modification.IsRead))
        {
            return false;
        }

        foreach (var entry in command.Entries)
        {
            if (column.FindColumnMapping(entry.EntityType) is { } mapped)
            {
                return tracked.TryGetValue(entry, mapped.Property, out var value)
                    && TryAdd(value, mapped.TypeMapping, column, tags);
            }
        }

        return false;
    }

    /// <summary>A null is in no partition that anybody asks for, which is known too.</summary>
    private bool TryAdd(object? value, RelationalTypeMapping? typeMapping, IColumn column, List<Tag> tags)
    {
        var mapping = typeMapping ?? column.StoreTypeMapping;
        if (value is null)
        {
            return mapping.Converter is not { ConvertsNulls: true };
        }

        if (RowKey.TryFormat(value, mapping) is not { } text)
        {
            return false;
        }

        tags.Add(TagNames.Partition(tableName, column.Name, text));
        return true;
    }

    private string? TryFormatKey(IColumn column)
    {
        if (Find(column) is not { } modification)
        {
            return null;
        }

        if (command.EntityState == EntityState.Added)
        {
            // A value that is read back is the database's: what is there now is a placeholder.
            return modification.IsRead ? null : Format(modification.Value);
        }

        var original = Format(modification.OriginalValue);

        // EF refuses to change a key. Should the two differ all the same, the row is not known.
        return modification.IsWrite && Format(modification.Value) != original ? null : original;

        string? Format(object? value) => RowKey.TryFormat(value, modification.TypeMapping ?? column.StoreTypeMapping);
    }

    private IColumnModification? Find(IColumn column)
    {
        foreach (var modification in command.ColumnModifications)
        {
            if (modification.ColumnName == column.Name)
            {
                return modification;
            }
        }

        return null;
    }
}
