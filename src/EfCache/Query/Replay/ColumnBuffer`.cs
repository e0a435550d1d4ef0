using System.Data.Common;
using System.Runtime.CompilerServices;
using EfCache.Storage;

namespace EfCache.Query.Replay;

internal sealed class ColumnBuffer<T>(ColumnGetter<T> getter, DbDataReader reader, int ordinal)
    : ColumnBuffer(reader, ordinal)
{
    private const int SecondCapacity = 16;

    // Trailing nulls take no room: a row past the end is null.
    private T[] _values = [];

    protected override long NullSize => Unsafe.SizeOf<T>() + 1;

    public override ResultColumn Complete(int rowCount)
    {
        if (_values.Length > rowCount)
        {
            Array.Resize(ref _values, rowCount);
        }

        return getter.Kept.IsMutable
            ? new CopyingColumn<T>(Name, DataTypeName, FieldType, Nulls, _values, getter.Kept)
            : new RecordedColumn<T>(Name, DataTypeName, FieldType, Nulls, _values);
    }

    protected override long AppendValue(DbDataReader reader, int row)
    {
        var value = getter.Kept.Copy(getter.Read(reader, Ordinal));
        if (row >= _values.Length)
        {
            // Most results are of one row, and pay for no more.
            Array.Resize(ref _values, row == 0 ? 1 : Math.Max(SecondCapacity, 2 * row));
        }

        _values[row] = value;
        return getter.Kept.SizeOf(value) + 1;
    }
}
