using System.Data.Common;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// Records a column as the type that the reader gives its values. SQLite may give each row another: then the result
/// cannot be recorded, for the wrong getter would not fail there but convert.
/// </summary>
internal sealed class UnknownColumnBuffer(DbDataReader reader, int ordinal) : ColumnBuffer(reader, ordinal)
{
    private ColumnBuffer? _typed;

    protected override long NullSize => IntPtr.Size + 1;

    public override void AppendNull(int row)
    {
        base.AppendNull(row);
        _typed?.AppendNull(row);
    }

    public override ResultColumn Complete(int rowCount) =>
        _typed?.Complete(rowCount) ?? new RecordedColumn<string>(Name, DataTypeName, FieldType, Nulls, []);

    protected override long AppendValue(DbDataReader reader, int row)
    {
        _typed ??= CreateTyped(reader, row);
        return FieldTypeOf(reader, Ordinal) == FieldType
            ? _typed.Append(reader, row)
            : throw new InvalidCastException("its rows are of several types");
    }

    private ColumnBuffer CreateTyped(DbDataReader reader, int rowsBefore)
    {
        if (!KeptTypes.TryFind(FieldType, out var kept, out var whyNot))
        {
            throw new InvalidCastException(whyNot);
        }

        var typed = kept.CreateGetter(null).CreateBuffer(reader, Ordinal);
        for (var row = 0; row < rowsBefore; row++)
        {
            typed.AppendNull(row);
        }

        return typed;
    }
}
