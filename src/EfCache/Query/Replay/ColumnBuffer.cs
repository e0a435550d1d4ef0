using System.Data.Common;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>A column while it is being recorded.</summary>
internal abstract class ColumnBuffer(DbDataReader reader, int ordinal)
{
    private bool _sawValue;
    private NullBits _nulls;

    protected int Ordinal { get; } = ordinal;

    public string Name { get; } = reader.GetName(ordinal);

    protected string DataTypeName { get; } = reader.GetDataTypeName(ordinal);

    protected Type FieldType { get; private set; } = FieldTypeOf(reader, ordinal);

    protected NullBits Nulls => _nulls;

    /// <summary>What the column takes beside its rows.</summary>
    public long FixedSize => 256 + (2L * (Name.Length + DataTypeName.Length));

    protected abstract long NullSize { get; }

    /// <summary>Writes the reader's current row as this one, and returns the bytes that it takes.</summary>
    public long Append(DbDataReader reader, int row)
    {
        if (reader.IsDBNull(Ordinal))
        {
            AppendNull(row);
            return NullSize;
        }

        if (!_sawValue)
        {
            // Of a null SQLite knows only the type that the column was declared with, and an expression has none.
            FieldType = FieldTypeOf(reader, Ordinal);
            _sawValue = true;
        }

        return AppendValue(reader, row);
    }

    public virtual void AppendNull(int row) => _nulls.Set(row);

    /// <summary>Makes the column of the first rows. A row that was written after them leaves no trace.</summary>
    public abstract ResultColumn Complete(int rowCount);

    protected abstract long AppendValue(DbDataReader reader, int row);

    protected static Type FieldTypeOf(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetFieldType(ordinal);
        }
        catch (Exception e) when (e is InvalidCastException or NotSupportedException)
        {
            // A provider may know how to read a type into the one asked for and still have none of its own for it.
            return typeof(object);
        }
    }
}
